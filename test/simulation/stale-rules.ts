/**
 * A result made from a handoff that was corrected or rewritten since is integrated only if a person said so, and a handoff
 * tells of the results as they are. Which handoff an attempt had read is remembered here, apart from the marks in the state.
 */
import type { AttemptId, PhaseId, WorkstreamId } from '../../src/engine/ids.ts';
import { phaseOf } from '../../src/engine/plan.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Rule } from './event-rules.ts';
import { must } from './violation.ts';

export function staleRules(): Rule {
  /** Versions of each phase's handoff so far: written, corrected, written again. */
  const versions = new Map<PhaseId, number>();
  /** Phases with a result that was made and is made again, until their handoff follows. */
  const owed = new Set<PhaseId>();
  const readBy = new Map<AttemptId, number>();
  const madeFrom = new Map<WorkstreamId, number>();
  const running = new Map<WorkstreamId, AttemptId>();
  const now = (workflow: Workflow, id: WorkstreamId) => versions.get(readPhase(workflow, id) ?? ('' as PhaseId)) ?? 0;
  return ({ was, event, is }) => {
    switch (event.kind) {
      case 'attempt-started': {
        const { id, subject } = event.attempt;
        if (subject.kind === 'workstream') {
          readBy.set(id, now(was, subject.workstream));
          running.set(subject.workstream, id);
        }
        if (subject.kind === 'synthesis' && !was.windingDown) {
          nothingStale(was);
          must(owed.size === 0, 'handoff-is-rewritten', () => `the handoff of ${[...owed]} tells of results that were made again since`);
        }
        return;
      }
      case 'round-drafted':
      case 'workstream-done': {
        const attempt = running.get(event.workstream);
        if (attempt) madeFrom.set(event.workstream, readBy.get(attempt) ?? 0);
        return;
      }
      case 'handoff-corrected':
        versions.set(event.phase, (versions.get(event.phase) ?? 0) + 1);
        return;
      case 'handoff-recorded':
        versions.set(event.handoff.phase, (versions.get(event.handoff.phase) ?? 0) + 1);
        owed.delete(event.handoff.phase);
        return;
      case 'handoff-waived':
        owed.delete(event.phase);
        return;
      case 'workstream-requeued': {
        const phase = was.proposal && phaseOf(was.proposal.plan, event.workstream);
        if (phase?.handoff && was.workstreams.get(event.workstream)?.status.kind === 'done') owed.add(phase.id);
        return;
      }
      case 'stale-kept':
        for (const id of event.workstreams) {
          madeFrom.set(id, now(is, id));
          const attempt = running.get(id);
          if (attempt) readBy.set(attempt, now(is, id));
        }
        return;
      default:
        return;
    }
  };

  function nothingStale(was: Workflow): void {
    for (const { id, status, reused } of was.workstreams.values()) {
      if (status.kind !== 'done' || (reused && !madeFrom.has(id))) continue;
      must(madeFrom.get(id) === now(was, id), 'stale-is-told', () => `[${id}] is integrated as it was before its handoff changed, and nobody said so`);
    }
  }
}

/** The phase whose handoff a workstream's prompt carries. */
function readPhase(workflow: Workflow, id: WorkstreamId): PhaseId | null {
  const plan = workflow.proposal?.plan;
  const phase = plan && phaseOf(plan, id);
  return workflow.handoffs.find(({ next }) => next === phase?.id)?.phase ?? null;
}
