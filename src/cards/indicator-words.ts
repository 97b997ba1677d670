/** Why a request got its complexity: the indicators that counted, each with its reason. */
import type { Complexity, IndicatorName } from '../engine/complexity.ts';
import type { Block } from './card.ts';
import { context, dotted } from './spans.ts';

const INDICATOR_NAMES: Readonly<Record<IndicatorName, string>> = {
  deliverables: 'several deliverables',
  'cross-cutting': 'cross-cutting concerns',
  size: 'more than 500 lines',
  domains: 'several domains or file types',
  integration: 'parts to integrate',
};

const RAISED = { 'explicit-parts': 'parts with AND or THEN', named: 'several personas or skills' } as const;

export function indicatorReasons(complexity: Complexity): Block | null {
  const counted = complexity.indicators.filter((indicator) => indicator.points > 0);
  const reasons = counted.map(
    (indicator) => `+${indicator.points} ${INDICATOR_NAMES[indicator.name]}${indicator.reason.trim() === '' ? '' : ` (${indicator.reason.trim()})`}`,
  );
  const raised = complexity.raisedBy === null ? null : `raised to ${complexity.level}, because the request itself names ${RAISED[complexity.raisedBy]}`;
  if (reasons.length === 0 && raised === null) return context(`Why ${complexity.level}: none of the five indicators applies.`);
  return { kind: 'context', line: dotted(`Why ${complexity.level}: ${reasons[0] ?? 'no indicator applies'}`, ...reasons.slice(1), raised) };
}
