/** Results are kept: what is finished, or was taken over from a former run, does not run again unless a person says so. */
import { isDeepStrictEqual } from 'node:util';
import { builtOn } from '../../src/engine/built-on.ts';
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

/** What a former run made stands for work that is word for word the same, and was built on work that was. */
function takenOver(is: Workflow): ReadonlyMap<WorkstreamId, ArtifactId> {
  const plan = is.proposal?.plan;
  const given = is.givenPlan;
  const results = is.reuse?.results ?? [];
  const known = new Set(results.map(({ workstream }) => workstream));
  const isTheSame = (id: WorkstreamId): boolean => {
    const workstream = plan?.workstreams.find((one) => one.id === id);
    return (
      known.has(id) &&
      workstream !== undefined &&
      isDeepStrictEqual(
        given?.workstreams.find((one) => one.id === id),
        workstream,
      )
    );
  };
  // What was dropped is missing from the handoff that told of it.
  const dropped = (given?.workstreams ?? []).map(({ id }) => id).filter((id) => !plan?.workstreams.some((one) => one.id === id));
  const changed = (plan?.workstreams ?? []).map(({ id }) => id).filter((id) => !isTheSame(id));
  const anew = new Set([...(plan ? builtOn(plan, changed) : []), ...(given ? builtOn(given, dropped) : [])]);
  const kept = new Map(results.filter(({ workstream }) => isTheSame(workstream) && !anew.has(workstream)).map((one) => [one.workstream, one.artifact.id]));
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
