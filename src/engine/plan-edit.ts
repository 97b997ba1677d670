/** Edits of a plan before it starts. Ids stay what they were, so that people's `[n]` keep their meaning. */
import type { WorkstreamId } from './ids.ts';
import type { PlanEdit } from './input.ts';
import { type Growth, type Plan, personaFor, phaseOf, type Workstream } from './plan.ts';
import { planProblems } from './plan-rules.ts';
import { retasked } from './retasked.ts';

export type Edited =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly dropped: readonly WorkstreamId[]; readonly changed: readonly WorkstreamId[] }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** Applies all edits or none; what was wrong before is not held against them. A dropped workstream hands its own dependencies to those that waited for it. */
export function applyEdits(plan: Plan, edits: readonly PlanEdit[]): Edited {
  const unknown = edits.flatMap((edit) => unknownIn(plan, edit));
  if (unknown.length > 0) return { kind: 'problems', problems: unknown };
  const edited = edits.reduce(applyEdit, plan);
  const before = planProblems(plan);
  const problems = planProblems(edited).filter((problem) => !before.includes(problem));
  if (problems.length > 0) return { kind: 'problems', problems };
  const kept = new Map(edited.workstreams.map((workstream) => [workstream.id, workstream]));
  const dropped = plan.workstreams.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  const touched = new Set(edits.flatMap((edit) => touchedBy(plan, edit)));
  return { kind: 'plan', plan: edited, dropped, changed: plan.workstreams.filter(({ id }) => touched.has(id) && kept.has(id)).map(({ id }) => id) };
}

function unknownIn(plan: Plan, edit: PlanEdit): readonly string[] {
  if (edit.kind === 'set-gate') return plan.phases.some(({ id }) => id === edit.phase) ? [] : [`There is no phase ${edit.phase} in this plan.`];
  return plan.workstreams.some(({ id }) => id === edit.workstream) ? [] : [`There is no workstream ${edit.workstream} in this plan.`];
}

/** A gate is felt by the phase's workstreams. */
function touchedBy(plan: Plan, edit: PlanEdit): readonly WorkstreamId[] {
  return edit.kind === 'set-gate' ? (plan.phases.find(({ id }) => id === edit.phase)?.workstreams ?? []) : [edit.workstream];
}

function applyEdit(plan: Plan, edit: PlanEdit): Plan {
  switch (edit.kind) {
    case 'drop':
      return drop(plan, edit.workstream);
    case 'reword':
      return replace(plan, edit.workstream, (old) => ({ ...retasked(old, edit.task), title: edit.title ?? old.title }));
    case 'set-agent':
      return replace(plan, edit.workstream, (old) => ({ ...old, agent: edit.agent }));
    case 'set-loop':
      return replace(plan, edit.workstream, ({ loop: _, ...old }) => (edit.loop ? { ...old, loop: true } : old));
    case 'set-persona':
      return replace(edit.persona === null ? withoutPhasePersona(plan, edit.workstream) : plan, edit.workstream, (old) => ({ ...old, persona: edit.persona }));
    case 'set-skills':
      return replace(plan, edit.workstream, (old) => ({ ...old, skills: edit.skills }));
    case 'set-order':
      return replace(plan, edit.workstream, (old) => ({ ...old, dependsOn: edit.dependsOn }));
    case 'set-gate':
      return { ...plan, phases: plan.phases.map((phase) => (phase.id === edit.phase ? { ...phase, gate: edit.gate } : phase)) };
    default: {
      const missed: never = edit;
      return missed;
    }
  }
}

function drop(plan: Plan, id: WorkstreamId): Plan {
  const gone = plan.workstreams.find((workstream) => workstream.id === id);
  if (!gone) return plan;
  const workstreams = plan.workstreams
    .filter((workstream) => workstream.id !== id)
    .map((workstream) =>
      workstream.dependsOn.includes(id)
        ? { ...workstream, dependsOn: [...new Set(workstream.dependsOn.flatMap((dependency) => (dependency === id ? gone.dependsOn : [dependency])))] }
        : workstream,
    );
  const phases = plan.phases
    .map((phase) => ({ ...phase, workstreams: phase.workstreams.filter((other) => other !== id) }))
    .filter((phase) => phase.workstreams.length > 0);
  return { ...plan, phases, workstreams, ...(plan.growth ? { growth: without(plan.growth, gone, workstreams) } : {}) };
}

/** What people took out of it, a supervisor is not asked to add again. */
function without(growth: Growth, { parts = [] }: Workstream, left: readonly Workstream[]): Growth {
  const dropped = parts.filter((part) => !left.some((workstream) => workstream.parts?.includes(part)));
  return dropped.length === 0 ? growth : { ...growth, dropped: [...new Set([...(growth.dropped ?? []), ...dropped])] };
}

/** Nobody is nobody: what the phase lends to its workstreams becomes their own, so that one of them can do without. */
function withoutPhasePersona(plan: Plan, id: WorkstreamId): Plan {
  const phase = phaseOf(plan, id);
  if (!phase || phase.persona === null) return plan;
  return {
    ...plan,
    phases: plan.phases.map((one) => (one.id === phase.id ? { ...one, persona: null } : one)),
    workstreams: plan.workstreams.map((one) => (phase.workstreams.includes(one.id) ? { ...one, persona: personaFor(plan, one) } : one)),
  };
}

function replace(plan: Plan, id: WorkstreamId, change: (old: Workstream) => Workstream): Plan {
  return { ...plan, workstreams: plan.workstreams.map((workstream) => (workstream.id === id ? change(workstream) : workstream)) };
}
