/**
 * How large the library's texts are that a plan names: the state carries no texts, and still must know what prompts
 * will hold. What nobody has measured (a skill that a person named just now) counts as large.
 */
import { type Plan, skillsOf, type Workstream } from './plan.ts';

/** A skill rides in a prompt with this much; public collections hold longer ones. */
export const MAX_SKILL_BYTES = 20_000;

export interface TextSize {
  readonly words: number;
  readonly bytes: number;
}

/** By `persona:startup-cto`, `skill:copywriting`, `template:research`. */
export type LibrarySizes = Readonly<Record<string, TextSize>>;

export type SizedKind = 'persona' | 'skill' | 'template';

export function sizeKey(kind: SizedKind, name: string): string {
  return `${kind}:${name}`;
}

/** What the loader lets through at most, a persona's 6,000 characters and a template's few hundred words, rounded up. */
const UNMEASURED: Readonly<Record<SizedKind, TextSize>> = {
  persona: { words: 350, bytes: 6_000 },
  skill: { words: 3_000, bytes: MAX_SKILL_BYTES },
  template: { words: 350, bytes: 3_000 },
};

export function sizeOf(sizes: LibrarySizes, kind: SizedKind, name: string): TextSize {
  const known = Object.hasOwn(sizes, sizeKey(kind, name)) ? sizes[sizeKey(kind, name)] : undefined;
  const size = known ?? UNMEASURED[kind];
  return kind === 'skill' ? { ...size, bytes: Math.min(size.bytes, MAX_SKILL_BYTES) } : size;
}

/** Every text of the library that the plan names, once. */
export function textsNamed(plan: Plan): readonly { readonly kind: SizedKind; readonly name: string }[] {
  const found = new Map<string, { kind: SizedKind; name: string }>();
  const add = (kind: SizedKind, name: string | null | undefined): void => {
    if (name) found.set(sizeKey(kind, name), { kind, name });
  };
  for (const phase of plan.phases) {
    add('persona', phase.persona);
    for (const skill of phase.skills) add('skill', skill);
  }
  for (const { persona, skills, template } of plan.workstreams) {
    add('persona', persona);
    add('template', template);
    for (const skill of skills) add('skill', skill);
  }
  return [...found.values()];
}

/** Bytes of skills and template in one prompt; the persona is in the allowance that every prompt has. */
export function libraryBytes(plan: Plan, workstream: Workstream, sizes: LibrarySizes): number {
  const skills = skillsOf(plan, workstream).reduce((sum, name) => sum + sizeOf(sizes, 'skill', name).bytes, 0);
  return skills + (workstream.template ? sizeOf(sizes, 'template', workstream.template).bytes : 0);
}
