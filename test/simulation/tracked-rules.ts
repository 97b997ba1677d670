/**
 * Work that others do: Baton starts no agent for it, nobody gets ahead of what they wait for, a result goes only on
 * purpose, and nothing is integrated before a person asks for it. Who has a result is followed here from the events.
 */
import type { WorkstreamId } from '../../src/engine/ids.ts';
import { workstreamOf } from '../../src/engine/plan.ts';
import type { Rule } from './event-rules.ts';
import { must } from './violation.ts';

export function trackedRules(): Rule {
  const results = new Set<WorkstreamId>();
  const failed = new Set<WorkstreamId>();
  let isClosed = false;
  return ({ was, event, cause }) => {
    const plan = was.proposal?.plan;
    const report = cause?.kind === 'override' && cause.change.kind === 'report' ? cause.change : null;
    const inTurn = (id: WorkstreamId): boolean => ((plan && workstreamOf(plan, id)?.dependsOn) ?? []).every((other) => results.has(other));
    switch (event.kind) {
      case 'plan-proposed':
        results.clear();
        failed.clear();
        for (const { workstream } of was.reuse?.results ?? []) if (event.plan.tracked) results.add(workstream);
        return;
      case 'attempt-started':
        if (plan?.tracked) must(event.attempt.subject.kind === 'synthesis' && isClosed, 'others-do-it', () => `${event.attempt.subject.kind} was started`);
        return;
      case 'workstream-taken-up':
        must(plan?.tracked !== undefined && report !== null, 'taken-up-by-people', () => `[${event.workstream}]`);
        must(inTurn(event.workstream), 'taken-up-in-turn', () => `[${event.workstream}] started before what it waits for`);
        must(failed.size < 3 || accepted(was), 'many-failed-holds', () => `[${event.workstream}] started with ${failed.size} failed`);
        must(!results.has(event.workstream), 'result-goes-on-purpose', () => `[${event.workstream}] has a result`);
        failed.delete(event.workstream);
        return;
      case 'workstream-supplied':
        if (report) must(inTurn(event.workstream), 'completed-in-turn', () => `[${event.workstream}] completed before what it waits for`);
        if (report) must(!results.has(event.workstream), 'result-goes-on-purpose', () => `the result of [${event.workstream}] was replaced`);
        results.add(event.workstream);
        failed.delete(event.workstream);
        return;
      case 'workstream-requeued':
        if (report && results.has(event.workstream)) must(report.again, 'result-goes-on-purpose', () => `[${event.workstream}] was opened again`);
        results.delete(event.workstream);
        failed.delete(event.workstream);
        return;
      case 'workstream-failed':
        must(event.by === undefined || !results.has(event.workstream), 'result-goes-on-purpose', () => `[${event.workstream}] had a result and failed`);
        failed.add(event.workstream);
        return;
      case 'workstream-skipped':
        results.delete(event.workstream);
        failed.delete(event.workstream);
        return;
      case 'wind-down':
        isClosed = true;
        return;
      default:
    }
  };
}

/** Somebody has said how to go on without them. */
function accepted(was: Parameters<Rule>[0]['was']): boolean {
  return [...was.workstreams.values()].every(({ status }) => status.kind !== 'failed' || status.accepted !== null);
}
