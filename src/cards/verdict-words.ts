/** Positions and colours of a panel in words, and how many took which. */
import type { Ballot } from '../engine/answers.ts';
import type { Tally } from '../engine/panel-tally.ts';

export const POSITION_WORDS: Readonly<Record<Ballot['position'], string>> = {
  ready: 'ready',
  'ready-with-conditions': 'ready with conditions',
  'not-ready': 'not ready',
};

/** `2 ready with conditions, 1 not ready`; empty for no ballots. */
export function positionCounts(positions: Tally['positions']): string {
  const order = ['ready', 'ready-with-conditions', 'not-ready'] as const;
  return order
    .filter((position) => positions[position] > 0)
    .map((position) => `${positions[position]} ${POSITION_WORDS[position]}`)
    .join(', ');
}

/** `1 red, 2 yellow`. */
export function riskCounts(risks: Tally['risks']): string {
  const order = ['red', 'yellow', 'green'] as const;
  return order
    .filter((colour) => risks[colour] > 0)
    .map((colour) => `${risks[colour]} ${colour}`)
    .join(', ');
}
