/** When a call may start: the plan, the limits, the approvals, the gates, and what people said about failures. */
import { subjectKey } from '../../src/engine/call.ts';
import type { Recorded } from '../../src/engine/event.ts';
import type { AttemptId, DecisionId, PhaseId, WorkstreamId } from '../../src/engine/ids.ts';
import { MAX_LOOP_ROUNDS, MAX_RETRIES, type Plan, phaseOf, workstreamOf } from '../../src/engine/plan.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Rule } from './event-rules.ts';
import { isSentBack } from './sent-back.ts';
import { must } from './violation.ts';

/** Source, failure recovery. */
const MANY = 3;

type Attempt = Extract<Recorded['event'], { kind: 'attempt-started' }>['attempt'];

export function attemptRules(): Rule {
  const attempts = new Set<AttemptId>();
  const gates = new Map<DecisionId, string>();
  const passed = new Set<string>();
  const failed = new Map<WorkstreamId, 'open' | 'accepted'>();
  return ({ was, event, is }) => {
    limitHolds(is);
    switch (event.kind) {
      case 'attempt-started': {
        must(!attempts.has(event.attempt.id), 'attempt-ids', () => `${event.attempt.id} twice`);
        attempts.add(event.attempt.id);
        attemptMayStart(was, event.attempt);
        const stuck = failed.size >= MANY && [...failed.values()].includes('open') && !was.windingDown;
        must(!(stuck && event.attempt.subject.kind === 'workstream'), 'many-failed-holds', () => `started with ${failed.size} failed`);
        return;
      }
      case 'decision-asked':
        if (event.decision.question.kind === 'phase-gate') gates.set(event.decision.id, event.decision.question.phase);
        return;
      case 'decision-answered': {
        const phase = gates.get(event.decision);
        if (phase !== undefined && event.option === 'approve') passed.add(phase);
        return;
      }
      case 'plan-proposed':
        // Afterwards a person may take a gate away, which is an edit.
        if (event.change === null) gatesAreSet(was, event.plan);
        return;
      case 'phase-started':
        must(!isGated(was, event.phase) || passed.has(event.phase), 'gate-holds', () => `${event.phase} started without its yes`);
        return;
      case 'workstream-failed':
        failed.set(event.workstream, 'open');
        return;
      case 'gap-accepted':
        if (failed.has(event.workstream)) failed.set(event.workstream, 'accepted');
        return;
      case 'supervised':
        if (isSentBack(event)) failed.delete(event.workstream);
        return;
      case 'workstream-requeued':
      case 'workstream-supplied':
      case 'workstream-skipped':
        failed.delete(event.workstream);
        return;
      default:
        return;
    }
  };
}

/** By the plan itself, or by the setting: worked out here a second time. */
function isGated(workflow: Workflow, id: PhaseId): boolean {
  return workflow.proposal?.plan.phases.find((phase) => phase.id === id)?.gate === 'approve';
}

function gatesAreSet({ settings: { phase_gates }, complexity }: Workflow, { phases }: Plan): void {
  for (const [index, { id, gate }] of phases.entries()) {
    const last = index === phases.length - 1;
    const asked = index > 0 && (phase_gates === 'all' || (phase_gates === 'epic' && complexity?.level === 'EPIC' && last));
    must(!asked || gate === 'approve', 'gates-by-setting', () => `${id} was proposed without its gate`);
  }
}

function limitHolds(is: Workflow): void {
  const running = [...is.running.values()].filter(({ subject }) => subject.kind === 'workstream' || subject.kind === 'check');
  must(running.length <= is.settings.max_parallel_agents, 'parallel-limit', () => `${running.length} at once, ${is.settings.max_parallel_agents} allowed`);
  const keys = [...is.running.values()].map(({ subject }) => subjectKey(subject));
  must(new Set(keys).size === keys.length, 'one-call-per-subject', () => keys.join(', '));
}

function attemptMayStart(was: Workflow, attempt: Attempt): void {
  const { subject } = attempt;
  must(was.paused === null, 'pause-holds', () => `${subjectKey(subject)} started while paused`);
  must(was.away === null, 'absence-holds', () => `${subjectKey(subject)} started where nobody can be reached`);
  must(was.parked === null, 'parking-holds', () => `${subjectKey(subject)} started while parked`);
  const tries = was.tries.get(subjectKey(subject))?.failed ?? 0;
  must(tries <= MAX_RETRIES, 'retries-bounded', () => `${subjectKey(subject)} tried ${tries + 1} times`);
  if (subject.kind === 'check') must(subject.round <= MAX_LOOP_ROUNDS, 'rounds-bounded', () => `round ${subject.round}`);
  if (subject.kind !== 'workstream') return;
  const { workstream: id } = subject;
  must(!was.windingDown, 'wind-down-holds', () => `[${id}] started while winding down`);
  const plan = was.proposal?.plan;
  const workstream = plan && workstreamOf(plan, id);
  must(Boolean(workstream), 'planned', () => `[${id}] is not in the plan`);
  must(was.start !== null, 'approved', () => `[${id}] started before the plan did`);
  const phase = plan && phaseOf(plan, id);
  must(phase !== undefined && was.phases.get(phase.id)?.state.kind !== 'pending', 'phase-first', () => `[${id}] started before its phase`);
  for (const needed of workstream?.dependsOn ?? []) {
    const status = was.workstreams.get(needed)?.status.kind;
    must(status === 'done' || status === 'supplied', 'dependencies-first', () => `[${id}] started while [${needed}] was ${status}`);
  }
}
