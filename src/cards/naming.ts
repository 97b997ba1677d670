/** How plans, phases and workstreams are named in front of people: `[3]`, `[3] Write the plan`, `Phase 2`. */
import type { Mode } from '../engine/event.ts';
import type { PhaseId, WorkstreamId } from '../engine/ids.ts';
import { type Phase, type Plan, workstreamOf } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { sentenceList } from './figures.ts';

export function ref(id: WorkstreamId): string {
  return `[${id}]`;
}

export function refs(ids: readonly WorkstreamId[], last: 'and' | 'or' = 'and'): string {
  return sentenceList(ids.map(ref), last);
}

/** `[3] Write the migration plan`. */
export function named(workflow: Workflow, id: WorkstreamId): string {
  const title = titleOf(workflow, id);
  return title === null ? ref(id) : `${ref(id)} ${title}`;
}

export function titleOf(workflow: Workflow, id: WorkstreamId): string | null {
  return (workflow.proposal && workstreamOf(workflow.proposal.plan, id)?.title) ?? null;
}

/** `Phase 2`, and its title where that says more than the number. */
export function phaseName(plan: Plan, id: PhaseId): string {
  const position = plan.phases.findIndex((phase) => phase.id === id) + 1;
  return position > 0 ? `Phase ${position}` : `Phase ${id}`;
}

/** The same where only the workflow is at hand. */
export function phaseIn(workflow: Workflow, id: PhaseId): string {
  return workflow.proposal ? phaseName(workflow.proposal.plan, id) : `Phase ${id}`;
}

export function phaseTitle(phase: Phase): string | null {
  return /^phase\s*\d*$/iu.test(phase.title.trim()) || phase.title.trim() === '' ? null : phase.title.trim();
}

/** Phases whose workstreams do not wait for each other run side by side. */
export function arrangement(plan: Plan, phase: Phase): 'parallel' | 'sequential' {
  const inside = new Set(phase.workstreams);
  const independent = plan.workstreams
    .filter((workstream) => inside.has(workstream.id))
    .every((workstream) => !workstream.dependsOn.some((id) => inside.has(id)));
  return phase.workstreams.length > 1 && independent ? 'parallel' : 'sequential';
}

export function modeName(mode: Mode): string {
  if (mode === 'tracked') return '/baton create';
  return mode === 'auto' ? 'auto' : `/${mode}`;
}
