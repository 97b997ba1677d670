/** Drafts for the tests: by hand, and any that a model could send. */
import fc from 'fast-check';
import type { PlanDraft } from '../../src/engine/answers.ts';
import type { ArtifactRef } from '../../src/engine/body.ts';
import { artifactId } from '../../src/engine/ids.ts';
import { AGENT_TYPES, WORK_KINDS } from '../../src/engine/plan.ts';
import { NO_OPTIONS } from '../../src/engine/request-options.ts';
import { PATTERNS, type PlanContext } from '../../src/patterns/index.ts';

export type DraftWorkstream = PlanDraft['workstreams'][number];

export const PERSONAS = ['startup-cto', 'security-expert', 'growth-marketer', 'solo-founder', 'performance-expert', 'data-engineer', 'legal-counsel'];

export const SKILLS = ['aws-solution-architect', 'senior-security', 'cto-advisor', 'copywriting', 'seo-audit', 'launch-strategy', 'analytics-tracking'];

export const CONTEXT: PlanContext = {
  task: 'Compare three ways AND write a plan THEN review it',
  personas: PERSONAS,
  skills: SKILLS,
  templates: ['research', 'risk-review'],
  inputs: [],
  items: [],
  options: NO_OPTIONS,
  level: null,
};

export function workstream(title: string, changes: Partial<DraftWorkstream> = {}): DraftWorkstream {
  return {
    title,
    task: `Do: ${title}`,
    agent: 'explore',
    work: 'finds',
    persona: null,
    skills: [],
    template: null,
    parts: [],
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
  work: fc.constantFrom(...WORK_KINDS),
  persona: fc.constant(null),
  skills: fc.subarray(SKILLS, { maxLength: 3 }),
  template: fc.constantFrom(null, 'research', 'risk-review'),
  parts: fc.constant<number[]>([]),
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
    fc.constantFrom(...PATTERNS.map(({ name }) => name), 'waterfall'),
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

/** Two to seven, each waiting for some of those before it. */
export const ordered = fc
  .tuple(independent, fc.infiniteStream(fc.boolean()))
  .map(([list, coins]): DraftWorkstream[] =>
    list.map((one, index) => ({ ...one, dependsOn: Array.from({ length: index }, (_, other) => other + 1).filter(() => coins.next().value === true) })),
  );

/** Files as people attach them, of very different sizes. */
export const files = (least: number, most: number) =>
  fc
    .array(
      fc.record({ bytes: fc.oneof(fc.nat(2_000), fc.nat(2_000_000)), mediaType: fc.constantFrom('text/markdown', 'text/csv', 'application/pdf', 'image/png') }),
      {
        minLength: least,
        maxLength: most,
      },
    )
    .map((list): ArtifactRef[] => list.map((one, index) => ({ ...one, id: artifactId(`file-${index + 1}`), name: `file-${index + 1}.md`, sha256: 'a' })));

/** A list of a request: names and whole paragraphs. */
export const items = (least: number, most: number) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom('short', 'ä name'),
        fc.nat(3_000).map((length) => 'x'.repeat(length)),
      ),
      { minLength: least, maxLength: most },
    )
    .map((list) => list.map((text, index) => `item ${index + 1}: ${text}`));
