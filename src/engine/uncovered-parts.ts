/** The request's own parts that no piece of a supervised plan does, and that no person took out: who adds as they go may leave one out. */
import type { Workflow } from './state.ts';

export interface UncoveredPart {
  /** From 1, over all stages of the request. */
  readonly number: number;
  /** Its opening. */
  readonly text: string;
}

export function uncoveredParts({ proposal }: Workflow): readonly UncoveredPart[] {
  const { growth, workstreams = [] } = proposal?.plan ?? {};
  const named = new Set([...workstreams.flatMap(({ parts }) => parts ?? []), ...(growth?.dropped ?? [])]);
  return (growth?.parts ?? []).map((text, index) => ({ number: index + 1, text })).filter(({ number }) => !named.has(number));
}
