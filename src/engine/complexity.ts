/**
 * Complexity: five indicators, scored with a reason each. The source gives one point per indicator and
 * asks six for EPIC, which five points never reach; so five or more deliverables count twice.
 */
import { z } from 'zod';

export const INDICATORS = ['deliverables', 'cross-cutting', 'size', 'domains', 'integration'] as const;
export type IndicatorName = (typeof INDICATORS)[number];

/** SIMPLE 0-1 inline · MODERATE 2-3 · COMPLEX 4-5 · EPIC 6. */
export type ComplexityLevel = 'SIMPLE' | 'MODERATE' | 'COMPLEX' | 'EPIC';

export const indicatorSchema = z.strictObject({
  name: z.enum(INDICATORS),
  points: z.int().min(0).max(2),
  reason: z.string(),
});
export type Indicator = Readonly<z.infer<typeof indicatorSchema>>;

export interface Complexity {
  readonly level: ComplexityLevel;
  /** 0 to 6. */
  readonly score: number;
  readonly indicators: readonly Indicator[];
  /** Set when the request's own AND / THEN, or the several personas or skills that it names, raised the level. */
  readonly raisedBy: 'explicit-parts' | 'named' | null;
}

/**
 * Adds the points up and applies the floor of an explicit AND / THEN, or of several names (at least MODERATE).
 * Points beyond an indicator's own limit, and a second mention of an indicator, do not count.
 */
export function weigh(indicators: readonly Indicator[], explicitParts: number, named = 0): Complexity {
  const kept = INDICATORS.flatMap((name) => {
    const found = indicators.find((indicator) => indicator.name === name);
    return found ? [{ ...found, points: Math.min(found.points, name === 'deliverables' ? 2 : 1) }] : [];
  });
  const score = kept.reduce((sum, indicator) => sum + indicator.points, 0);
  const reason = explicitParts >= 2 ? 'explicit-parts' : named >= 2 ? 'named' : null;
  const raisedBy = score < 2 ? reason : null;
  return { level: raisedBy === null ? levelOf(score) : 'MODERATE', score, indicators: kept, raisedBy };
}

function levelOf(score: number): ComplexityLevel {
  if (score >= 6) return 'EPIC';
  if (score >= 4) return 'COMPLEX';
  if (score >= 2) return 'MODERATE';
  return 'SIMPLE';
}
