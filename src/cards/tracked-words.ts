/** Tracked work in people's eyes: who is at what, how to report on it, and what integrating it costs before anyone asks for it. */
import { missingFor } from '../engine/decide-report.ts';
import { usualSynthesisUsd } from '../engine/estimate.ts';
import type { Plan, Workstream } from '../engine/plan.ts';
import type { Workflow, WorkstreamRecord, WorkstreamStatus } from '../engine/state.ts';
import { coverageOf } from '../engine/status.ts';
import { isTracked } from '../engine/tracked.ts';
import type { Action, Block, Line } from './card.ts';
import { count, money } from './figures.ts';
import { refs } from './naming.ts';
import { blocks, code, context, elapsed, line, type Piece, person, says } from './spans.ts';

/** `in progress by @ana (session k-17), 4 m`; null while nobody is at it. */
export function takenUpPieces({ updatedAt }: Workflow, record: WorkstreamRecord | null, status: WorkstreamStatus): readonly Piece[] | null {
  if (!record?.takenUp || status.kind !== 'pending') return null;
  const { by, session, at } = record.takenUp;
  return ['in progress by ', person(by), session === null ? '' : ` (session ${session})`, ' ', elapsed(at, updatedAt)];
}

/** Under the rows, while the list is open. */
export function trackedStanding(workflow: Workflow, plan: Plan): readonly Block[] {
  if (!plan.tracked || workflow.stage.kind !== 'running' || workflow.windingDown) return [];
  const example = exampleUpdate(workflow, plan);
  const how = example === null ? null : context('Others do this work. Whoever takes one up, or ends it, says so: ', code(example));
  return blocks(aggregatePrice(workflow), how);
}

/** Said before anybody asks for it; null while there is nothing to integrate. */
export function aggregatePrice(workflow: Workflow): Block | null {
  const { done, missing } = coverageOf(workflow);
  if (!isTracked(workflow) || workflow.stage.kind !== 'running' || workflow.windingDown || done === 0) return null;
  const all = missing.length === 0 ? `All ${count(done, 'result')} are there` : `${count(done, 'result')} ${done === 1 ? 'is' : 'are'} there`;
  const without = missing.length === 0 ? '' : `; ${refs(missing.map(({ id }) => id))} would be missing`;
  return says(
    `${done === 1 && missing.length === 0 ? 'The one result is there' : all}. Integrating usually costs about ${price(workflow)}${without}: `,
    code(`/baton aggregate --id ${workflow.number}`),
  );
}

/** Its price stands in the question that comes first. */
export function aggregateAction(workflow: Workflow): readonly Action[] {
  const { done, total } = coverageOf(workflow);
  if (aggregatePrice(workflow) === null) return [];
  const rest = done === total ? '' : ` ${count(total - done, 'subtask')} without a result will be missing in it.`;
  const confirm = `Integrate ${count(done, 'result')} into one answer, for about ${price(workflow)}?${rest} The list is closed with it.`;
  return [{ label: 'Integrate', tone: 'primary', does: { kind: 'override', workflow: workflow.id, change: 'aggregate', confirm } }];
}

function price(workflow: Workflow): string {
  return `${money(usualSynthesisUsd(workflow))}${workflow.spent.rehearsal ? ' at table prices, $0 charged' : ''}`;
}

/** Of the next one that somebody could take up; null: there is none. */
function exampleUpdate(workflow: Workflow, plan: Plan): string | null {
  const open = plan.workstreams.filter(({ id }) => ['pending', 'failed'].includes(workflow.workstreams.get(id)?.status.kind ?? ''));
  const next = open.find(({ id }) => missingFor(workflow, id).length === 0 && workflow.workstreams.get(id)?.takenUp === null) ?? open[0];
  return next ? `/baton update --id ${workflow.number} --task-id ${givenName(next)} --status in_progress` : null;
}

function givenName({ givenId, id }: Workstream): string {
  return givenId ?? id;
}

/** The statuses of a list, in the words that people report them with. */
export function statusOnList(status: string): string {
  return status === 'supplied' || status === 'done' ? 'completed' : status;
}

/** `This list has t1, t2 and t3.` */
export function namesOnList({ proposal }: Workflow): Line {
  const names = proposal?.plan.workstreams.map(givenName) ?? [];
  return line(`This list has no such subtask. It has ${names.join(', ')}.`);
}
