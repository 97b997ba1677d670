/** An expert panel and a supervisor as the JSON API shows them: what was counted, ruled and decided. */
import { emptySeats, lastBallots } from '../../src/engine/ballots.ts';
import { tally } from '../../src/engine/panel-tally.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { awaitedVote, rulingOf } from '../../src/engine/verdict.ts';
import { iso } from './iso.ts';

/** Null where the plan has no panel, and while no ballot is in. */
export function panelJson(workflow: Workflow) {
  const cast = lastBallots(workflow);
  if (cast.length === 0) return null;
  const { positions, risks, leading, conditions, domains, dissent } = tally(cast);
  const ruling = rulingOf(workflow);
  return {
    positions,
    risks,
    leading,
    conditions,
    domains,
    ballots: cast.map(({ id, expert, round, ballot, castAt }) => ({ workstream: id, expert, round, ...ballot, at: iso(castAt) })),
    dissent: dissent.map(({ id }) => id),
    missing: emptySeats(workflow).map(({ id }) => id),
    /** Why a person must decide, while one must. */
    awaits: awaitedVote(workflow)?.cause ?? null,
    ruling: ruling && { option: ruling.option, by: ruling.by, text: ruling.text, at: iso(ruling.at) },
  };
}

export function supervisedJson({ supervision }: Workflow) {
  return supervision.decisions.map(({ round, workstream, review, approval, refused, at }) => ({
    round,
    workstream,
    choice: review.choice,
    reason: review.reason,
    notes: review.choice === 'redo' || review.choice === 'reassign' ? review.notes : null,
    agent: review.choice === 'reassign' ? review.agent : null,
    persona: review.choice === 'reassign' ? review.persona : null,
    added: review.choice === 'spawn' && approval?.granted !== false && refused === undefined ? review.added.id : null,
    approval,
    /** Why it was not carried out, where people had no part in that. */
    refused: refused ?? null,
    at: iso(at),
  }));
}
