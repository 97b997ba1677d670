/**
 * What must hold at every single event, seen as the state before it and after it. One watcher per schedule:
 * it remembers what people asked for.
 */

import { subjectKey } from '../../src/engine/call.ts';
import { mayAnswer } from '../../src/engine/decision.ts';
import type { Recorded } from '../../src/engine/event.ts';
import type { ArtifactId, AttemptId, WorkstreamId } from '../../src/engine/ids.ts';
import { MAX_LOOP_ROUNDS, MAX_RETRIES, workstreamOf } from '../../src/engine/plan.ts';
import type { Workflow, WorkflowState } from '../../src/engine/state.ts';
import { must } from './violation.ts';

export type EventWatcher = (was: WorkflowState, recorded: Recorded, is: WorkflowState) => void;

/** Sums of floating dollars; a hundredth of a cent is far below any real overrun. */
const DOLLAR_DUST = 1e-6;

export function eventWatcher(): EventWatcher {
  const answered = new Set<string>();
  const attempts = new Set<AttemptId>();
  const finished = new Map<WorkstreamId, ArtifactId>();
  let seq = 0;
  return (was, recorded, is) => {
    seq += 1;
    const { event } = recorded;
    must(recorded.seq === seq, 'sequence', () => `event ${seq} has seq ${recorded.seq}`);
    must(is.kind === 'workflow', 'exists', () => `no workflow after ${event.kind}`);
    if (is.kind === 'none') return;
    budgetHolds(is);
    limitHolds(is);
    // Finished work that starts again has a rule of its own, which names it better.
    if (event.kind !== 'workstream-requeued' && event.kind !== 'attempt-started') resultsAreKept(finished, is);
    if (was.kind === 'none') return;
    must(was.stage.kind !== 'ended' || event.kind === 'refused' || event.kind === 'decision-voided', 'ended-is-final', () => `${event.kind} after the end`);
    switch (event.kind) {
      case 'attempt-started': {
        must(!attempts.has(event.attempt.id), 'attempt-ids', () => `${event.attempt.id} twice`);
        attempts.add(event.attempt.id);
        attemptMayStart(was, event.attempt);
        if (event.attempt.subject.kind === 'workstream') {
          const { workstream } = event.attempt.subject;
          must(!finished.has(workstream), 'finished-not-rerun', () => `[${workstream}] was finished and runs again`);
        }
        return;
      }
      case 'workstream-done':
        finished.set(event.workstream, event.artifact.id);
        return;
      case 'workstream-requeued':
        finished.delete(event.workstream);
        return;
      case 'decision-answered': {
        must(!answered.has(event.decision), 'decision-applied-once', () => `${event.decision} answered twice`);
        answered.add(event.decision);
        const decision = was.decisions.get(event.decision);
        must(decision?.state.kind === 'open', 'decision-open', () => `${event.decision} was ${decision?.state.kind ?? 'unknown'} when it was answered`);
        must(decision !== undefined && mayAnswer(decision.policy, event.by), 'decision-policy', () => `${event.by} may not answer ${event.decision}`);
        must(decision?.options.some((option) => option.id === event.option) ?? false, 'decision-option', () => `${event.option} was not offered`);
        return;
      }
      case 'decision-asked':
        must(event.decision.options.length > 0, 'decision-answerable', () => `${event.decision.id} has no options`);
        must(
          event.decision.policy.kind === 'anyone' || event.decision.policy.people.length > 0,
          'decision-answerable',
          () => `nobody may answer ${event.decision.id}`,
        );
        return;
      case 'execution-started':
        must(event.hash === was.proposal?.hash, 'approval-binds', () => 'another plan was started');
        must(event.by !== null || !was.settings.confirm_before_execute, 'approval-asked', () => 'started without an approval');
        return;
      default:
        return;
    }
  };
}

function budgetHolds(is: Workflow): void {
  const total = is.spent.costUsd + is.spent.reservedUsd;
  must(total <= is.capUsd + DOLLAR_DUST, 'within-cap', () => `$${total} of $${is.capUsd}`);
  must(is.spent.reservedUsd >= -DOLLAR_DUST, 'reservations', () => `$${is.spent.reservedUsd} reserved`);
}

function limitHolds(is: Workflow): void {
  const running = [...is.running.values()].filter(({ subject }) => subject.kind === 'workstream' || subject.kind === 'check');
  must(running.length <= is.settings.max_parallel_agents, 'parallel-limit', () => `${running.length} at once, ${is.settings.max_parallel_agents} allowed`);
  const keys = [...is.running.values()].map(({ subject }) => subjectKey(subject));
  must(new Set(keys).size === keys.length, 'one-call-per-subject', () => keys.join(', '));
}

function resultsAreKept(finished: ReadonlyMap<WorkstreamId, ArtifactId>, is: Workflow): void {
  for (const [id, artifact] of finished) {
    const status = is.workstreams.get(id)?.status;
    must(status?.kind === 'done' && status.artifact.id === artifact, 'finished-kept', () => `[${id}] was done and is ${status?.kind}`);
  }
}

function attemptMayStart(was: Workflow, attempt: Extract<Recorded['event'], { kind: 'attempt-started' }>['attempt']): void {
  const { subject } = attempt;
  must(was.paused === null, 'pause-holds', () => `${subjectKey(subject)} started while paused`);
  const tries = was.tries.get(subjectKey(subject))?.failed ?? 0;
  must(tries <= MAX_RETRIES, 'retries-bounded', () => `${subjectKey(subject)} tried ${tries + 1} times`);
  if (subject.kind === 'check') must(subject.round <= MAX_LOOP_ROUNDS, 'rounds-bounded', () => `round ${subject.round}`);
  if (subject.kind !== 'workstream') return;
  must(!was.windingDown, 'wind-down-holds', () => `[${subject.workstream}] started while winding down`);
  const workstream = was.proposal && workstreamOf(was.proposal.plan, subject.workstream);
  must(Boolean(workstream), 'planned', () => `[${subject.workstream}] is not in the plan`);
  must(was.start !== null, 'approved', () => `[${subject.workstream}] started before the plan did`);
  for (const needed of workstream?.dependsOn ?? []) {
    const status = was.workstreams.get(needed)?.status.kind;
    must(status === 'done' || status === 'supplied', 'dependencies-first', () => `[${subject.workstream}] started while [${needed}] was ${status}`);
  }
}
