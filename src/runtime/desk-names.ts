/** Names of the library in what people change: a persona or a skill that nobody has heard of is refused before it is in a plan. */
import { closestName } from '../engine/closest-name.ts';
import type { RefusalReason } from '../engine/event.ts';
import type { PlanEdit } from '../engine/input.ts';
import type { Plan } from '../engine/plan.ts';
import type { OverrideAsk } from '../ports/desk.ts';
import type { Library } from '../ports/library.ts';

export interface NamesAsked {
  readonly personas: readonly (string | null)[];
  readonly skills: readonly string[];
}

export type UnknownName = Extract<RefusalReason, { kind: 'unknown-name' }>;

/** Null: all of them are known. What the plan has already may stay, although its file is gone. */
export async function unknownName({ personas, skills }: NamesAsked, plan: Plan | null, library: Library): Promise<UnknownName | null> {
  if (personas.every((name) => name === null) && skills.length === 0) return null;
  await library.refresh();
  const had = [...(plan?.workstreams ?? []), ...(plan?.phases ?? [])];
  const [people, abilities] = [library.personas().map(({ name }) => name), library.skills().map(({ name }) => name)];
  const persona = personas.find((name) => name !== null && !people.includes(name) && !had.some((one) => one.persona === name)) ?? null;
  if (persona !== null) return { kind: 'unknown-name', what: 'persona', typed: persona, closest: closestName(persona, people) };
  const skill = skills.find((name) => !abilities.includes(name) && !had.some((one) => one.skills.includes(name)));
  return skill === undefined ? null : { kind: 'unknown-name', what: 'skill', typed: skill, closest: closestName(skill, abilities) };
}

export function namesInEdits(edits: readonly PlanEdit[]): NamesAsked {
  return {
    personas: edits.map((edit) => (edit.kind === 'set-persona' ? edit.persona : null)),
    skills: edits.flatMap((edit) => (edit.kind === 'set-skills' ? edit.skills : [])),
  };
}

export function namesInOverride(change: OverrideAsk): NamesAsked {
  if (change.kind !== 'change' && change.kind !== 'change-phase') return { personas: [], skills: [] };
  const added = change.kind === 'change-phase' ? (change.add ?? []) : [];
  return { personas: [change.persona], skills: [...(change.skills ?? []), ...added] };
}
