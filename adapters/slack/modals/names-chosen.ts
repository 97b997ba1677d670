/** Names that were chosen in a list, by what stands for them there. */
import { optionKey } from './fields.ts';
import type { Filled } from './filled.ts';

/**
 * Those that stood there keep their order, because lists come back in one of their own. What is not known comes as it
 * is, and the desk refuses it. Null: no such field.
 */
export function namesChosen(filled: Filled, field: string, known: readonly string[], stood: readonly string[]): readonly string[] | null {
  const chosen = filled.choices(field)?.map((key) => nameOf(key, [...known, ...stood]));
  return chosen === undefined ? null : inOrderOf(stood, chosen);
}

export function inOrderOf(stood: readonly string[], chosen: readonly string[]): readonly string[] {
  return [...stood.filter((name) => chosen.includes(name)), ...new Set(chosen.filter((name) => !stood.includes(name)))];
}

export function oneChosen(filled: Filled, field: string, known: readonly string[]): string | null {
  const key = filled.choice(field);
  return key === null ? null : nameOf(key, known);
}

function nameOf(key: string, known: readonly string[]): string {
  return known.find((name) => optionKey(name) === key) ?? key;
}
