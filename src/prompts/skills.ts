/** The skills of a workstream: how its work is done. They come from the library that an admin keeps, so they are instructions. */
import { MAX_SKILL_BYTES } from '../engine/library-sizes.ts';
import type { NamedText } from './materials.ts';
import { section } from './prompt-parts.ts';
import { underHeading } from './under-heading.ts';

export function skillBlocks(skills: readonly NamedText[]): readonly string[] {
  if (skills.length === 0) return [];
  const lead = 'Work the way these describe, as far as they fit the task. The task, its constraints and the output interface win over them.';
  return [section('Skills', [lead, ...skills.map(({ name, text }) => `### ${name}\n${withinLimit(name, underHeading(text))}`)].join('\n\n'))];
}

function withinLimit(name: string, text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= MAX_SKILL_BYTES) return text;
  // `stream` leaves out a character that was cut in two.
  const shown = new TextDecoder().decode(bytes.subarray(0, MAX_SKILL_BYTES), { stream: true });
  return `${shown}\n\n(The rest of ${name} is not shown: a skill rides in a prompt with at most ${MAX_SKILL_BYTES} bytes.)`;
}
