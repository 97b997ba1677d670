/**
 * Personas and skills that the request itself names: with its options, or in its words. Only names with a hyphen count
 * in words (`startup-cto`): "copywriting" in a sentence is a word like any other.
 */
import type { RequestOptions } from './request-options.ts';

export interface Named {
  readonly personas: readonly string[];
  readonly skills: readonly string[];
  /** Whether one of them is to look at another's work, or to decide on it. */
  readonly reviewed: boolean;
}

export interface KnownNames {
  readonly personas: readonly string[];
  readonly skills: readonly string[];
}

/** Each in the order in which it is first named. */
export function namedIn(task: string, options: RequestOptions, known: KnownNames): Named {
  const words = task.toLowerCase();
  return {
    personas: [...new Set([...(options.persona === null ? [] : [options.persona]), ...mentioned(words, known.personas)])],
    skills: [...new Set([...options.skills, ...mentioned(words, known.skills)])],
    reviewed: /\b(?:reviews?|reviewed|reviewing|decid(?:es?|ed|ing)|final (?:call|say|decision|trade-off)|challenges?|critiques?|signs? off)\b/u.test(words),
  };
}

export function countNamed({ personas, skills }: Named): number {
  return Math.max(personas.length, skills.length);
}

function mentioned(words: string, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => name.includes('-'))
    .map((name) => ({ name, at: positionOf(words, name.toLowerCase()) }))
    .filter(({ at }) => at !== -1)
    .toSorted((one, other) => one.at - other.at)
    .map(({ name }) => name);
}

/** As a whole word: `senior-security` is not named by `senior-security-lead`. */
function positionOf(words: string, name: string): number {
  for (let at = words.indexOf(name); at !== -1; at = words.indexOf(name, at + 1)) {
    const around = `${words.charAt(at - 1)}${words.charAt(at + name.length)}`;
    if (!/[\p{L}\p{N}_-]/u.test(around)) return at;
  }
  return -1;
}
