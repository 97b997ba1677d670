/** An expert panel: one card per ballot as it arrives, then the count of all of them. */
import type { Ballot } from '../engine/answers.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block, Card } from './card.ts';
import { count, sentenceList } from './figures.ts';
import { named } from './naming.ts';
import { type CastBallot, castBallots, type Tally, tally } from './panel-tally.ts';
import { blocks, card, context, dotted, line, list, listed, says, strong } from './spans.ts';
import { statusPieces } from './workstream-state.ts';

export function ballotCard(workflow: Workflow, cast: CastBallot): Card {
  const { ballot } = cast;
  return card(
    'ballot',
    blocks(
      { kind: 'heading', line: dotted([strong(cast.expert)], `● ${ballot.risk}`, `confidence ${confidence(ballot)}`, POSITION_WORDS[ballot.position]) },
      says(ballot.summary.trim()),
      points('Conditions', ballot.conditions),
      points('Evidence', ballot.evidence),
      context(`${named(workflow, cast.id)}. No expert saw another's ballot.`),
    ),
  );
}

/** Null while ballots are still out, and when there is no panel. */
export function panelCard(workflow: Workflow): Card | null {
  const cast = castBallots(workflow);
  if (cast.length === 0 || !isComplete(workflow)) return null;
  const counted = tally(cast);
  return card(
    'panel',
    blocks(
      { kind: 'heading', line: [strong(`Panel: ${positions(counted)}.`)] },
      says(risks(counted)),
      counted.conditions.length > 0
        ? [says(strong('Conditions')), list(counted.conditions.map(({ text, experts }) => line(`${text} (${sentenceList(experts)})`)))]
        : null,
      minority(counted),
      uncast(workflow),
    ),
  );
}

const POSITION_WORDS: Readonly<Record<Ballot['position'], string>> = {
  ready: 'ready',
  'ready-with-conditions': 'ready with conditions',
  'not-ready': 'not ready',
};

function confidence(ballot: Ballot): string {
  return ballot.confidence.toFixed(2).replace(/0$/u, '');
}

function points(title: string, items: readonly string[]): readonly Block[] {
  const [only] = items;
  if (only === undefined) return [];
  return items.length === 1 ? [says(strong(`${title}: `), only)] : [says(strong(title)), list(items.map((item) => line(item)))];
}

function isComplete(workflow: Workflow): boolean {
  return panelists(workflow).every(({ id }) => {
    const status = workflow.workstreams.get(id)?.status;
    switch (status?.kind) {
      case 'done':
      case 'supplied':
      case 'skipped':
      case 'cancelled':
        return true;
      case 'failed':
        return status.accepted !== null || workflow.stage.kind === 'ended';
      default:
        return workflow.stage.kind === 'ended';
    }
  });
}

function panelists(workflow: Workflow): readonly { readonly id: CastBallot['id'] }[] {
  return (workflow.proposal?.plan.workstreams ?? []).filter((workstream) => workstream.output === 'ballot');
}

function positions(counted: Tally): string {
  const order = ['ready', 'ready-with-conditions', 'not-ready'] as const;
  return order
    .filter((position) => counted.positions[position] > 0)
    .map((position) => `${counted.positions[position]} ${POSITION_WORDS[position]}`)
    .join(', ');
}

function risks(counted: Tally): string {
  const colours = (['red', 'yellow', 'green'] as const).filter((colour) => counted.risks[colour] > 0).map((colour) => `${counted.risks[colour]} ${colour}`);
  const rule = counted.risks.red > 0 ? ' A red stands, whatever the majority says.' : '';
  return `Risk: ${colours.join(', ')}.${rule}`;
}

function minority(counted: Tally): readonly Block[] {
  if (counted.leading === null) return [says('No position has a majority.')];
  if (counted.minority.length === 0) return [says('All experts agree on the position.')];
  return [
    says(strong('Minority, word for word')),
    list(counted.minority.map(({ expert, ballot }) => line(strong(`${expert}: `), `“${ballot.summary.trim()}”`))),
  ];
}

function uncast(workflow: Workflow): Block | null {
  const missing = panelists(workflow).flatMap(({ id }) => {
    const status = workflow.workstreams.get(id)?.status;
    return !status || status.kind === 'done' ? [] : [line(`${named(workflow, id)} (`, ...statusPieces(status), ')')];
  });
  if (missing.length === 0) return null;
  return context(`${count(missing.length, 'ballot')} not counted: `, ...listed(missing, 'and'), '.');
}
