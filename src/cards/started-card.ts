/** To whoever began a run by a command, where the surface wants an answer: where it goes on. */
import type { Card } from './card.ts';
import { card, says, strong } from './spans.ts';

export function startedCard(number: number): Card {
  return card('notice', [says(strong(`Run #${number} has begun`), ' in a thread of its own.')]);
}

export const OPEN_THREAD = 'Open the thread';
