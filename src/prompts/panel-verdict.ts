/** A panel's verdict as Baton counted it, and the casting vote of a person: no model counts votes or settles them. */
import { emptySeats, lastBallots, seatsOf } from '../engine/ballots.ts';
import { tally } from '../engine/panel-tally.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import { isSettled } from '../engine/settled.ts';
import type { Workflow } from '../engine/state.ts';
import { awaitedVote, type Ruling, rulingOf } from '../engine/verdict.ts';
import { fenced } from './fence.ts';
import { oneLine, section } from './prompt-parts.ts';

/** Empty where there is no panel, and while its ballots are out. */
export function panelVerdict(workflow: Workflow): readonly string[] {
  const seats = workflow.proposal ? seatsOf(workflow.proposal.plan) : [];
  const cast = lastBallots(workflow);
  if (cast.length === 0 || !seats.every(({ id }) => isSettled(workflow, id)) || awaitedVote(workflow)) return [];
  const { positions, risks, leading, conditions, dissent } = tally(cast);
  const counted = [
    `Positions: ${counts(positions)}. Risk: ${counts(risks)}.`,
    leading === null ? 'No position has a majority.' : `Most say: ${leading}.`,
    ...conditions.map(({ text, experts }) => `Condition (${experts.join(', ')}): ${text}`),
    ...emptySeats(workflow).map(({ expert }) => `No ballot from ${oneLine(expert)}.`),
  ];
  const quoted = dissent.map(({ expert, ballot }) => `${expert}: "${ballot.summary.trim()}"`);
  const ruling = rulingOf(workflow);
  return [
    section('The count of the panel', `Counted by Baton; do not count again.\n\n${fenced('the count', counted.join('\n'))}`),
    quoted.length === 0
      ? ''
      : section('Dissent, word for word', `Whoever reads your answer must find these words in it as they are.\n\n${fenced('dissent', quoted.join('\n\n'))}`),
    ruling === null ? '' : section('Decided by a person', decided(ruling)),
  ];
}

function decided({ by, option, text }: Ruling): string {
  const words = text === null || text.trim() === '' ? '' : `\n\n${fenced(`@${by}`, stripMarks(text))}`;
  return option === 'go'
    ? `The panel did not settle it, and @${by} decided: go, with the conditions above. Give this as the decision, not as an opinion.${words}`
    : `The panel did not settle it, and @${by} decided: no-go. Give this as the decision, not as an opinion.${words}`;
}

function counts(of: Readonly<Record<string, number>>): string {
  return Object.entries(of)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ');
}
