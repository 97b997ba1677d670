/** An expert panel: one card per ballot as it arrives, then the count of all of them. */
import type { Ballot } from '../engine/answers.ts';
import { type CastBallot, castBallots, emptySeats, lastBallots, recastBallots, seatsOf } from '../engine/ballots.ts';
import { type Tally, tally } from '../engine/panel-tally.ts';
import type { Workflow } from '../engine/state.ts';
import { awaitedVote, rulingOf } from '../engine/verdict.ts';
import type { Block, Card } from './card.ts';
import { count, sentenceList } from './figures.ts';
import { named } from './naming.ts';
import { rulingLine } from './ruling-words.ts';
import { blocks, card, context, dotted, heading, line, list, listed, says, strong } from './spans.ts';
import { POSITION_WORDS, positionCounts, riskCounts } from './verdict-words.ts';
import { statusPieces } from './workstream-state.ts';

/** `again`: it was asked for once more since. */
export function ballotCard(workflow: Workflow, cast: CastBallot, again: boolean): Card {
  const { ballot } = cast;
  return card(
    'ballot',
    blocks(
      { kind: 'heading', line: dotted([strong(cast.expert)], `● ${ballot.risk}`, `confidence ${confidence(ballot)}`, POSITION_WORDS[ballot.position]) },
      says(ballot.summary.trim()),
      { kind: 'line', line: dotted(...ballot.domains.map(({ domain, risk }) => `${domain} ● ${risk}`)) },
      points('Conditions', ballot.conditions),
      points('Evidence', ballot.evidence),
      context(`${named(workflow, cast.id)}. ${seen(cast)}${again ? ' A person asked the panel again since.' : ''}`),
    ),
  );
}

/** Null while the first ballots are still out, and when there is no panel. */
export function panelCard(workflow: Workflow): Card | null {
  const cast = lastBallots(workflow);
  if (workflow.formerBallots.length > 0 && (cast.length === 0 || !isComplete(workflow))) return votesAgain(workflow);
  if (cast.length === 0 || !isComplete(workflow)) return null;
  const counted = tally(cast);
  return card(
    'panel',
    blocks(
      { kind: 'heading', line: [strong(`Panel: ${positionCounts(counted.positions)}.`)] },
      says(risks(counted)),
      domains(counted),
      counted.conditions.length > 0
        ? [says(strong('Conditions')), list(counted.conditions.map(({ text, experts }) => line(`${text} (${sentenceList(experts)})`)))]
        : null,
      dissent(counted),
      cast.length === 1 ? says('One ballot is an opinion, and no panel.') : null,
      uncast(workflow),
      decision(workflow),
    ),
  );
}

function votesAgain(workflow: Workflow): Card {
  const again = new Set(recastBallots(workflow).map(({ id }) => id));
  const back = castBallots(workflow).filter(({ id }) => again.has(id)).length;
  return card('panel', blocks(heading(strong('The panel votes again.')), says(`${back} of ${count(again.size, 'ballot')} are in.`)));
}

function confidence(ballot: Ballot): string {
  return ballot.confidence.toFixed(2).replace(/0$/u, '');
}

function seen({ round }: CastBallot): string {
  return round === 1 ? "No expert saw another's ballot." : `Round ${round}: cast after reading every ballot of round ${round - 1}.`;
}

function points(title: string, items: readonly string[]): readonly Block[] {
  const [only] = items;
  if (only === undefined) return [];
  return items.length === 1 ? [says(strong(`${title}: `), only)] : [says(strong(title)), list(items.map((item) => line(item)))];
}

function isComplete(workflow: Workflow): boolean {
  const { proposal, stage } = workflow;
  return (proposal ? seatsOf(proposal.plan) : []).every(({ id }) => {
    const status = workflow.workstreams.get(id)?.status;
    switch (status?.kind) {
      case 'done':
      case 'supplied':
      case 'skipped':
      case 'cancelled':
        return true;
      case 'failed':
        return status.accepted !== null || stage.kind === 'ended';
      default:
        return stage.kind === 'ended';
    }
  });
}

function risks(counted: Tally): string {
  const rule = counted.risks.red > 0 ? ' A red stands, whatever the majority says.' : '';
  return `Risk: ${riskCounts(counted.risks)}.${rule}`;
}

/** Where experts see one field differently, each is named; else the colour is enough. */
function domains({ domains: judged }: Tally): readonly Block[] {
  if (judged.length === 0) return [];
  return [
    says(strong('By domain')),
    list(
      judged.map(({ domain, risk, colours }) =>
        colours.every((one) => one.risk === risk)
          ? line(`${domain}: ● ${risk} (${sentenceList(colours.map(({ expert }) => expert))})`)
          : line(`${domain}: ${colours.map((one) => `● ${one.risk} (${one.expert})`).join(', ')}`),
      ),
    ),
  ];
}

function dissent(counted: Tally): readonly Block[] {
  const lead = counted.leading === null ? [says('No position has a majority.')] : [];
  if (counted.dissent.length === 0) return [...lead, says('All experts agree on the position.')];
  return [
    ...lead,
    says(strong(counted.leading === null ? 'What each says, word for word' : 'Minority, word for word')),
    list(counted.dissent.map(({ expert, ballot }) => line(strong(`${expert}: `), `“${ballot.summary.trim()}”`))),
  ];
}

function uncast(workflow: Workflow): Block | null {
  const missing = emptySeats(workflow).map(({ id }) => {
    const status = workflow.workstreams.get(id)?.status;
    return status ? line(`${named(workflow, id)} (`, ...statusPieces(status), ')') : line(named(workflow, id));
  });
  if (missing.length === 0) return null;
  return context(`${count(missing.length, 'ballot')} not counted: `, ...listed(missing, 'and'), '.');
}

/** What the panel left open, and what became of it. */
function decision(workflow: Workflow): Block | null {
  const ruling = rulingOf(workflow);
  if (ruling) return { kind: 'line', line: rulingLine(workflow, ruling) };
  return awaitedVote(workflow) && workflow.stage.kind !== 'ended' ? context('It does not decide by itself: a person does, below.') : null;
}
