/** What Baton is not allowed in a channel: to whoever asked for something there, and to whoever can change it. */
import type { PersonId } from '../engine/ids.ts';
import type { Card } from './card.ts';
import { blocks, card, line, list, people, says, strong } from './spans.ts';

export interface Lacking {
  /** As the platform's own settings name it. */
  readonly label: string;
  /** What does not work without it. */
  readonly without: string;
}

/** `fixers`: who can change it, as far as they are known. */
export function lackingCard(missing: readonly Lacking[], fixers: readonly PersonId[]): Card {
  return card(
    'refusal',
    blocks(
      says(strong('Nothing was started: '), 'I am not allowed everything here that a run needs.'),
      list(missing.map(({ label, without }) => line(strong(label), `: ${without}`))),
      says(
        'In the settings of this channel, under permissions, Baton can be given ',
        missing.length === 1 ? 'it' : 'them',
        fixers.length === 0 ? '' : ', by ',
        ...people(fixers, 'or'),
        '. Then send it again.',
      ),
    ),
  );
}

export function lackingLine({ label, without }: Lacking): string {
  return `${label}: ${without}`;
}
