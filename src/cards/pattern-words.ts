/** The patterns in a few words each, for people who choose one. */
import type { PATTERN_NAMES } from '../engine/pattern-names.ts';
import type { PatternName } from '../engine/plan.ts';

const WORDS: Readonly<Record<(typeof PATTERN_NAMES)[number], string>> = {
  'fan-out': 'independent parts side by side',
  pipeline: 'one step after the other',
  supervisor: 'the next step is decided after each result',
  'expert-panel': 'experts judge one thing, blind to each other',
  'map-reduce': 'the same work on shares of a large set',
  'solo-sprint': 'one persona after the other',
  'deep-dive': 'one persona, several skills',
  handoff: 'design, review, final decision',
  'skill-chain': 'one skill after the other, no persona',
  mixed: 'parts side by side and in order',
};

/** A pattern of a later release has no words yet. */
export const PATTERN_WORDS: Readonly<Record<PatternName, string | undefined>> = WORDS;
