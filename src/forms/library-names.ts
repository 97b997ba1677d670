/** Names of the library in forms: what is offered, and what was chosen or typed. */
import { createHash } from 'node:crypto';
import { FORM_WORDS } from '../cards/form-words.ts';
import type { Filled } from './filled.ts';
import type { Choice } from './frames.ts';

/** What forms offer of the library. */
export interface LibraryNames {
  readonly personas: readonly string[];
  readonly skills: readonly string[];
}

/** No name is like it. A list that something was chosen from cannot be emptied in every client. */
export const NOBODY = { value: '-', label: FORM_WORDS.noPersona } as const;

/** What a plan has already may stay, although its file is gone. */
export function offeredNames(names: readonly string[], chosen: readonly string[]): readonly Choice[] {
  return [...new Set([...names, ...chosen])].map((name) => ({ value: name, label: name }));
}

/** What stands for a value in a list: itself, or a mark of it where it is too long. */
export function optionKey(value: string): string {
  if (value.length <= LONGEST_KEY) return value;
  return `~${createHash('sha256').update(value).digest('base64url').slice(0, 30)}`;
}

/** The least that any surface takes: Slack's 75. */
const LONGEST_KEY = 75;

/**
 * Those that stood there keep their order, because lists come back in one of their own. What is not known comes as it
 * is, and the desk refuses it. Null: no such field, or left as it was.
 */
export function namesChosen(filled: Filled, field: string, known: readonly string[], stood: readonly string[]): readonly string[] | null {
  if (!filled.has(field)) return null;
  const typed = filled.text(field);
  if (filled.choices(field) === null && typed === null && filled.isKept(field)) return null;
  const keys = filled.choices(field) ?? (typed ?? '').split(/[,\n]/u).map((name) => name.trim());
  return inOrderOf(
    stood,
    keys.filter((key) => key !== '').map((key) => nameOf(key, [...known, ...stood])),
  );
}

export function inOrderOf(stood: readonly string[], chosen: readonly string[]): readonly string[] {
  return [...stood.filter((name) => chosen.includes(name)), ...new Set(chosen.filter((name) => !stood.includes(name)))];
}

export function oneChosen(filled: Filled, field: string, known: readonly string[]): string | null {
  const key = filled.choice(field) ?? filled.text(field);
  return key === null ? null : nameOf(key, known);
}

function nameOf(key: string, known: readonly string[]): string {
  return known.find((name) => optionKey(name) === key) ?? key;
}
