/** The first word to people among whom Baton is now. */
import type { Card } from './card.ts';
import { blocks, card, code, context, says, strong } from './spans.ts';

export function welcomeCard(): Card {
  return card(
    'notice',
    blocks(
      says(
        strong('Baton is here. '),
        'It plans and runs work with several AI agents in a thread, shows the plan first, and spends nothing before somebody approves.',
      ),
      says('Type ', code('/orchestrate'), ' and what you want done, in any channel that it can see. ', code('/baton help'), ' lists the rest.'),
      context('Who may approve, what it may spend and where it works is set with /baton settings.'),
    ),
  );
}
