/**
 * What a path such as `agents/personas/startup-cto.md` or `engineering/aws-solution-architect/SKILL.md` means, as
 * people write it after `Load`. It is looked up among what the library has loaded: no path ever reaches the disk.
 */
import { endTrimmedOf, startTrimmedOf } from './trimmed-of.ts';

export interface OnShelf {
  readonly name: string;
  /** Below its folder of the library, with `/`. */
  readonly path: string;
}

export type AtPath = { readonly kind: 'persona' | 'skill'; readonly name: string };

/** Null: nothing of the library, or several that it could be. */
export function atLibraryPath(typed: string, personas: readonly OnShelf[], skills: readonly OnShelf[]): AtPath | null {
  const parts = partsOf(typed);
  if (parts === null) return null;
  const found = [
    ...personas.filter((one) => fits(parts, one)).map(({ name }) => ({ kind: 'persona', name }) as const),
    ...skills.filter((one) => fits(parts, one)).map(({ name }) => ({ kind: 'skill', name }) as const),
  ];
  const [first, second] = found;
  return first && !second ? first : (exactly(parts, personas, 'persona') ?? exactly(parts, skills, 'skill'));
}

/** Null: no path that could lie in the library, such as one that climbs out of it. */
function partsOf(typed: string): readonly string[] | null {
  const path = endTrimmedOf(startTrimmedOf(typed.trim(), /[`"'“]/u), /[`"'”]/u)
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/u, '')
    .toLowerCase();
  const parts = path.split('/').filter((part) => part !== '');
  return parts.length === 0 || path.length > 300 || parts.includes('..') ? null : parts;
}

/** The path's end, with or without the file's own name or ending: `aws-solution-architect/SKILL.md`, `aws-solution-architect`. */
function fits(parts: readonly string[], { name, path }: OnShelf): boolean {
  if (parts.length === 1 && parts[0] === name) return true;
  const whole = path.toLowerCase().split('/');
  return [whole, whole.slice(0, -1), [...whole.slice(0, -1), (whole.at(-1) ?? '').replace(/\.md$/u, '')]].some((one) => endsWith(one, parts));
}

function endsWith(whole: readonly string[], end: readonly string[]): boolean {
  return end.length <= whole.length && end.every((part, index) => whole[whole.length - end.length + index] === part);
}

/** Several end alike: then only the whole path, or the name, says which. */
function exactly(parts: readonly string[], shelf: readonly OnShelf[], kind: AtPath['kind']): AtPath | null {
  const typed = parts.join('/');
  const found = shelf.find((one) => one.path.toLowerCase() === typed || one.name === typed);
  return found ? { kind, name: found.name } : null;
}
