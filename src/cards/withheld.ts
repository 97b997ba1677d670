/** A card whose words a platform does not let through, by a filter that people set or for a link in them: what can be done stays. */
import type { Card } from './card.ts';
import { says, strong } from './spans.ts';

export function withheldCard(card: Card): Card {
  return {
    ...card,
    blocks: [
      says(
        strong('These words are not let through here. '),
        'A filter of the place, or a link in them, keeps them back. Baton’s page has them; whoever looks after the filter can let Baton pass.',
      ),
    ],
  };
}
