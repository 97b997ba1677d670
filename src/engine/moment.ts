/** What time alone brought, with what stood then: the thread tells of each once, and says the same of it for ever. */
import type { Subject } from './call.ts';
import type { WorkflowEvent } from './event.ts';
import type { DecisionId, PersonId, WorkstreamId } from './ids.ts';
import type { Workflow } from './state.ts';
import { coverageOf } from './status.ts';

export type Moment =
  | { readonly kind: 'reminded'; readonly at: number; readonly decision: DecisionId }
  | { readonly kind: 'escalated'; readonly at: number; readonly decision: DecisionId; readonly to: readonly PersonId[] }
  | { readonly kind: 'parked'; readonly at: number; readonly decision: DecisionId }
  | { readonly kind: 'unparked'; readonly at: number; readonly by: PersonId | null }
  | { readonly kind: 'stalled'; readonly at: number; readonly since: number; readonly running: readonly Subject[] }
  | {
      readonly kind: 'progress';
      readonly at: number;
      readonly elapsedMs: number;
      readonly done: number;
      readonly total: number;
      readonly running: readonly WorkstreamId[];
      readonly costUsd: number;
    };

/** The workflow with the moment that an event is, if it is one. */
export function withMoment(workflow: Workflow, event: WorkflowEvent, at: number): Workflow {
  const moment = momentOf(workflow, event, at);
  return moment === null ? workflow : { ...workflow, moments: [...workflow.moments, moment] };
}

function momentOf(workflow: Workflow, event: WorkflowEvent, at: number): Moment | null {
  const subjects = [...workflow.running.values()].map(({ subject }) => subject);
  switch (event.kind) {
    case 'decision-reminded':
      return { kind: 'reminded', at, decision: event.decision };
    case 'decision-escalated':
      return { kind: 'escalated', at, decision: event.decision, to: event.to };
    case 'parked':
      return { kind: 'parked', at, decision: event.decision };
    case 'unparked':
      return { kind: 'unparked', at, by: event.by };
    case 'stall-noticed':
      return { kind: 'stalled', at, since: event.since, running: subjects };
    case 'progress-noticed': {
      const { done, total } = coverageOf(workflow);
      const running = subjects.flatMap((subject) => (subject.kind === 'workstream' ? [subject.workstream] : []));
      return { kind: 'progress', at, elapsedMs: event.elapsedMs, done, total, running, costUsd: workflow.spent.costUsd };
    }
    default:
      return null;
  }
}
