/** Drafts for the tests: by hand, and any that a model could send. */
import fc from 'fast-check';
import type { PlanDraft } from '../../src/engine/answers.ts';
import { AGENT_TYPES } from '../../src/engine/plan.ts';

export type DraftWorkstream = PlanDraft['workstreams'][number];

export const PERSONAS = ['startup-cto', 'security-expert', 'growth-marketer', 'solo-founder', 'performance-expert', 'data-engineer', 'legal-counsel'];

export const CONTEXT = { task: 'Compare three ways AND write a plan THEN review it', personas: PERSONAS };

export function workstream(title: string, changes: Partial<DraftWorkstream> = {}): DraftWorkstream {
  return {
    title,
    task: `Do: ${title}`,
    agent: 'explore',
    persona: null,
    dependsOn: [],
    estimateMinutes: 5,
    deliverable: title,
    successCheck: null,
    ...changes,
  };
}

export function draftOf(pattern: string, workstreams: readonly DraftWorkstream[]): PlanDraft {
  return { pattern, reason: 'Because of the parts.', workstreams: [...workstreams] };
}

const words = fc
  .array(fc.constantFrom('compare', 'Überblick', '比較', 'risk', '../..', 'CON', '🎼', 'a/b'), { minLength: 1, maxLength: 6 })
  .map((list) => list.join(' '));

const anyWorkstream = fc.record({
  title: words,
  task: words,
  agent: fc.constantFrom(...AGENT_TYPES),
  persona: fc.constant(null),
  estimateMinutes: fc.integer({ min: 1, max: 15 }),
  deliverable: fc.oneof(words, fc.string({ minLength: 1, maxLength: 80, unit: 'binary' })),
  successCheck: fc.option(words, { nil: null }),
});

/** Two to seven workstreams with no dependencies. */
export const independent = fc
  .array(anyWorkstream, { minLength: 2, maxLength: 7 })
  .map((list): DraftWorkstream[] => list.map((one) => ({ ...one, dependsOn: [] })));

/** Dependencies among themselves without a circle, but listed in any order. */
export const acyclic = fc.tuple(independent, fc.infiniteStream(fc.boolean()), fc.infiniteStream(fc.nat())).map(([list, coins, numbers]): DraftWorkstream[] => {
  const rank = list.map((_, index) => ({ index, at: numbers.next().value ?? 0 })).toSorted((a, b) => a.at - b.at);
  const rankOf = new Map(rank.map(({ index }, position) => [index, position]));
  return list.map((one, index) => ({
    ...one,
    dependsOn: list.flatMap((_, other) => ((rankOf.get(other) ?? 0) < (rankOf.get(index) ?? 0) && coins.next().value ? [other + 1] : [])),
  }));
});

/** Whatever the schema lets through: circles, positions that do not exist, strange personas and patterns. */
export const anything = fc
  .tuple(
    fc.constantFrom('fan-out', 'pipeline', 'expert-panel', 'mixed', 'waterfall'),
    fc.array(
      fc.tuple(anyWorkstream, fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 4 }), fc.option(fc.constantFrom(...PERSONAS, 'nobody'), { nil: null })),
      { minLength: 1, maxLength: 9 },
    ),
  )
  .map(([pattern, list]) =>
    draftOf(
      pattern,
      list.map(([one, dependsOn, persona]) => ({ ...one, dependsOn, persona })),
    ),
  );
