/** Results are kept: what is finished, or was taken over from a former run, does not run again unless a person says so. */
import { isDeepStrictEqual } from 'node:util';
import type { ArtifactId, WorkstreamId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Rule } from './event-rules.ts';
import { isSentBack } from './sent-back.ts';
import { must } from './violation.ts';

export function resultRules(): Rule {
  const finished = new Map<WorkstreamId, ArtifactId>();
  return ({ event, is }) => {
    switch (event.kind) {
      case 'attempt-started': {
        const { subject } = event.attempt;
        if (subject.kind !== 'workstream') return;
        const reused = is.reuse?.results.some(({ workstream }) => workstream === subject.workstream) ?? false;
        must(
          !finished.has(subject.workstream),
          reused ? 'reused-not-rerun' : 'finished-not-rerun',
          () => `[${subject.workstream}] was finished and runs again`,
        );
        return;
      }
      case 'plan-proposed':
        finished.clear();
        for (const [id, artifact] of takenOver(is)) finished.set(id, artifact);
        break;
      case 'workstream-done':
        finished.set(event.workstream, event.artifact.id);
        break;
      case 'supervised':
        if (isSentBack(event)) finished.delete(event.workstream);
        return;
      case 'workstream-requeued':
        finished.delete(event.workstream);
        return;
      default:
        break;
    }
    // Finished work that starts again has a rule of its own, which names it better.
    resultsAreKept(finished, is);
  };
}

/** What a former run made stands for work that is word for word the same, and was made from work that was. */
function takenOver(is: Workflow): ReadonlyMap<WorkstreamId, ArtifactId> {
  const planned = is.proposal?.plan.workstreams ?? [];
  const isTheSame = (id: WorkstreamId): boolean => {
    const workstream = planned.find((one) => one.id === id);
    const given = is.givenPlan?.workstreams.find((one) => one.id === id);
    const known = is.reuse?.results.some((one) => one.workstream === id) ?? false;
    return known && workstream !== undefined && isDeepStrictEqual(given, workstream) && workstream.dependsOn.every(isTheSame);
  };
  const kept = new Map(is.reuse?.results.filter(({ workstream }) => isTheSame(workstream)).map(({ workstream, artifact }) => [workstream, artifact.id]));
  for (const { id, status, reused } of is.workstreams.values()) {
    must(!reused || kept.has(id), 'reuse-is-true', () => `[${id}] is ${status.kind} and taken over, but its work changed`);
  }
  return kept;
}

function resultsAreKept(finished: ReadonlyMap<WorkstreamId, ArtifactId>, is: Workflow): void {
  for (const [id, artifact] of finished) {
    const status = is.workstreams.get(id)?.status;
    must(status?.kind === 'done' && status.artifact.id === artifact, 'finished-kept', () => `[${id}] was done and is ${status?.kind}`);
  }
}
