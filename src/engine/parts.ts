/**
 * The request's own structure: AND joins parts of one stage, THEN separates stages. Only upper-case words count,
 * as the source documents write them; `and` in a sentence is a word like any other.
 */
import { trimmedOf } from './trimmed-of.ts';

export interface ExplicitParts {
  /** Stages in order, each with its parts; one stage with one part when the request has neither word. */
  readonly stages: readonly (readonly string[])[];
  /** Parts over all stages. */
  readonly count: number;
}

export function explicitParts(task: string): ExplicitParts {
  const stages = split(task, /\bTHEN\b/u).map((stage) => split(stage, /\bAND\b/u));
  const filled = stages.filter((stage) => stage.length > 0);
  return { stages: filled, count: filled.reduce((sum, stage) => sum + stage.length, 0) };
}

function split(text: string, word: RegExp): string[] {
  return text
    .split(word)
    .map((part) => trimmedOf(part, /[,;:\s]/u))
    .filter((part) => part !== '');
}
