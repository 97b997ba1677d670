/**
 * A plan as somebody wants it, field by field, against the one that they saw: only what differs is an edit or a change.
 * A part that is null says nothing, so it stays as it is.
 */
import type { PhaseId, WorkstreamId } from './ids.ts';
import type { PlanEdit, WorkstreamChange } from './input.ts';
import type { ModelName } from './model-table.ts';
import type { AgentType, Phase, Plan, Workstream } from './plan.ts';

export interface WantedWorkstream {
  readonly id: WorkstreamId;
  readonly drop: boolean;
  readonly title: string | null;
  readonly task: string | null;
  readonly agent: AgentType | null;
  /** `none`: it shall have no persona. */
  readonly persona: { readonly kind: 'none' } | { readonly kind: 'named'; readonly name: string } | null;
  readonly skills: readonly string[] | null;
  readonly loop: boolean | null;
  readonly dependsOn: readonly WorkstreamId[] | null;
}

/** Drops come last: what was to wait for a dropped one then waits for what that waited for. */
export function editsTowards(plan: Plan, wanted: readonly WantedWorkstream[], gates: ReadonlyMap<PhaseId, Phase['gate']>): readonly PlanEdit[] {
  const known = wanted.flatMap((one) => {
    const stands = plan.workstreams.find(({ id }) => id === one.id);
    return stands ? [{ stands, one }] : [];
  });
  return [
    ...known.filter(({ one }) => !one.drop).flatMap(({ stands, one }) => editsOfOne(stands, one)),
    ...plan.phases.flatMap((phase) => gateEdit(phase, gates.get(phase.id))),
    ...known.filter(({ one }) => one.drop).map(({ one }): PlanEdit => ({ kind: 'drop', workstream: one.id })),
  ];
}

function editsOfOne(stands: Workstream, wanted: WantedWorkstream): readonly PlanEdit[] {
  const { id: workstream } = stands;
  const [title, task] = [otherText(wanted.title, stands.title), otherText(wanted.task, stands.task)];
  const [agent, skills] = [other(wanted.agent, stands.agent), otherNames(wanted.skills, stands.skills)];
  const persona = wanted.persona && { name: wanted.persona.kind === 'named' ? wanted.persona.name : null };
  const loop = other(wanted.loop, stands.loop ?? false);
  const dependsOn = otherSet(wanted.dependsOn, stands.dependsOn);
  return [
    ...(title === null && task === null ? [] : [{ kind: 'reword', workstream, title, task } as const]),
    ...(agent === null ? [] : [{ kind: 'set-agent', workstream, agent } as const]),
    ...(persona === null || persona.name === stands.persona ? [] : [{ kind: 'set-persona', workstream, persona: persona.name } as const]),
    ...(skills === null ? [] : [{ kind: 'set-skills', workstream, skills } as const]),
    ...(loop === null ? [] : [{ kind: 'set-loop', workstream, loop } as const]),
    ...(dependsOn === null ? [] : [{ kind: 'set-order', workstream, dependsOn } as const]),
  ];
}

function gateEdit({ id, gate }: Phase, wanted: Phase['gate'] | undefined): readonly PlanEdit[] {
  return wanted === undefined || wanted === gate ? [] : [{ kind: 'set-gate', phase: id, gate: wanted }];
}

/** Null: nothing of it differs. */
export function changeTowards(stands: Workstream, model: ModelName | null, wanted: WorkstreamChange): WorkstreamChange | null {
  const changed: WorkstreamChange = {
    agent: other(wanted.agent, stands.agent),
    persona: other(wanted.persona, stands.persona),
    skills: otherNames(wanted.skills, stands.skills),
    model: other(wanted.model, model),
    task: otherText(wanted.task, stands.task),
  };
  return Object.values(changed).every((value) => value === null) ? null : changed;
}

export function otherNames(wanted: readonly string[] | null, stood: readonly string[]): readonly string[] | null {
  return wanted === null || (wanted.length === stood.length && wanted.every((name, index) => name === stood[index])) ? null : wanted;
}

/** Dependencies have no order. */
export function otherSet<T>(wanted: readonly T[] | null, stood: readonly T[]): readonly T[] | null {
  if (wanted === null) return null;
  const now = new Set(wanted);
  return now.size === new Set(stood).size && stood.every((one) => now.has(one)) ? null : [...now];
}

function other<T>(wanted: T | null, stood: T | null): T | null {
  return wanted === stood ? null : wanted;
}

/** Forms send line ends and white space around a text in ways of their own. */
function otherText(wanted: string | null, stood: string): string | null {
  return wanted === null || plainly(wanted) === plainly(stood) ? null : plainly(wanted);
}

/** As the text is stored: without what PostgreSQL refuses. */
function plainly(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().replaceAll('\r\n', '\n').trim();
}
