/**
 * Which derived rows a batch of events touches, and what they are now. Pure: from the events and the state after them.
 * Each row comes once, however often the batch touches it.
 */
import type { Handoff, Recorded } from '../src/engine/event.ts';
import type { DecisionId, PhaseId, WorkstreamId } from '../src/engine/ids.ts';
import { roleOf } from '../src/engine/roles.ts';
import type { Workflow } from '../src/engine/state.ts';
import { type EndedRow, endedRow, joinWithinBatch, type SettledRow, type StartedRow, settledRow, startedRow } from './attempt-rows.ts';
import { type DecisionRow, decisionRow } from './decision-row.ts';
import { type WorkstreamRow, workstreamRow } from './workstream-row.ts';

export interface Derived {
  readonly workstreams: readonly WorkstreamRow[];
  /** Workstreams that an edit took out of the plan. */
  readonly dropped: readonly WorkstreamId[];
  readonly started: readonly StartedRow[];
  /** Ends of calls that an earlier batch started. */
  readonly settled: readonly EndedRow[];
  /** Those that cost something. */
  readonly spent: readonly EndedRow[];
  /** Calls that cost something and started in this batch. */
  readonly spentAtOnce: readonly (EndedRow & Pick<StartedRow, 'subject' | 'role'> & { readonly booked_tokens: number })[];
  /** Cancelled calls of earlier batches whose cost is known by now. */
  readonly corrected: readonly SettledRow[];
  readonly decisions: readonly DecisionRow[];
  readonly handoffs: readonly HandoffRow[];
}

export interface HandoffRow {
  readonly phase: string;
  readonly body: Handoff;
  readonly at: number;
}

export function project(recorded: readonly Recorded[], after: Workflow): Derived {
  const touched = new Set<WorkstreamId>();
  const decided = new Set<DecisionId>();
  const dropped: WorkstreamId[] = [];
  const started: StartedRow[] = [];
  const ended: EndedRow[] = [];
  const late: SettledRow[] = [];
  const handedOver = new Set<PhaseId>();
  for (const { event, at } of recorded) {
    switch (event.kind) {
      case 'plan-proposed':
        for (const { id } of event.plan.workstreams) touched.add(id);
        dropped.push(...(event.change?.dropped ?? []));
        break;
      case 'pattern-chosen':
        dropped.push(...event.dropped);
        break;
      case 'attempt-started': {
        const { subject } = event.attempt;
        started.push(startedRow(event.attempt, roleOf(after, subject), at, after.settings.time_zone));
        if ('workstream' in subject) touched.add(subject.workstream);
        break;
      }
      case 'attempt-succeeded':
        // Its result is the next event, which names the workstream.
        ended.push(endedRow(event, at, after));
        break;
      case 'attempt-failed':
      case 'attempt-interrupted':
        // The event does not name the workstream that goes back to pending, and plans are small: all of them.
        for (const id of after.workstreams.keys()) touched.add(id);
        ended.push(endedRow(event, at, after));
        break;
      case 'attempt-settled':
        for (const id of after.workstreams.keys()) touched.add(id);
        late.push(settledRow(event));
        break;
      case 'decision-asked':
        decided.add(event.decision.id);
        break;
      case 'decision-answered':
      case 'decision-voided':
        decided.add(event.decision);
        break;
      case 'handoff-corrected':
        handedOver.add(event.phase);
        break;
      case 'supervised':
        touched.add(event.workstream);
        if (event.review.choice === 'spawn') touched.add(event.review.added.id);
        break;
      case 'phase-changed':
        for (const id of after.workstreams.keys()) touched.add(id);
        break;
      case 'handoff-recorded':
        handedOver.add(event.handoff.phase);
        break;
      default:
        if ('workstream' in event && event.workstream !== null) touched.add(event.workstream);
    }
  }
  return {
    workstreams: [...touched].flatMap((id) => workstreamRow(after, id) ?? []),
    // Another plan may have the same ids again.
    dropped: dropped.filter((id) => !after.workstreams.has(id)),
    ...joinWithinBatch(started, ended, late),
    decisions: [...decided].flatMap((id) => {
      const decision = after.decisions.get(id);
      return decision ? [decisionRow(decision)] : [];
    }),
    handoffs: [...handedOver].flatMap((id) => handoffRow(after, id)),
  };
}

function handoffRow(after: Workflow, id: PhaseId): readonly HandoffRow[] {
  const found = after.handoffs.findLast(({ phase }) => phase === id);
  if (!found) return [];
  const { at, ...body } = found;
  return [{ phase: id, body, at }];
}
