/** The patterns of the source documents, by name. Each is built by its file in `src/patterns`. */
import type { PatternName } from './plan.ts';

export const PATTERN_NAMES = [
  'fan-out',
  'pipeline',
  'supervisor',
  'expert-panel',
  'map-reduce',
  'solo-sprint',
  'deep-dive',
  'handoff',
  'skill-chain',
  'mixed',
] as const satisfies readonly PatternName[];
