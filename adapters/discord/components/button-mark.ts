/**
 * A button whose ids have no room in its custom id carries a mark of them instead, and is found again among the buttons
 * of the card as it stands now. With the ids that Baton makes it does not come to that.
 */
import { createHash } from 'node:crypto';
import type { Card } from '../../../src/cards/card.ts';
import { type Pressed, pressedBy } from './pressed.ts';

export function markOf(pressed: Pressed): string {
  return createHash('sha256').update(JSON.stringify(pressed)).digest('base64url').slice(0, 22);
}

/** `cards`: of the run in whose thread it was pressed. Null: it is not offered any more. */
export function markedIn(cards: readonly Card[], mark: string): Pressed | null {
  return (
    cards
      .flatMap(({ actions }) => actions)
      .map(({ does }) => pressedBy(does))
      .find((pressed) => markOf(pressed) === mark) ?? null
  );
}
