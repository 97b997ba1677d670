/** Cards around a request on a chat surface: the message that its thread begins with, and what became of the words it was made from. */
import type { PersonId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { Card } from './card.ts';
import { opening } from './excerpt.ts';
import { blocks, card, context, emphasis, person, says, strong } from './spans.ts';

const SHOWN = 600;

/** Stands there for a moment: the plan card takes its place. */
export function requestCard(command: string, text: string, by: PersonId): Card {
  const shown = opening(text, SHOWN);
  return card(
    'plan',
    blocks(
      { kind: 'heading', line: [strong(command)] },
      shown.text.trim() === '' ? null : says(emphasis(shown.text), shown.whole ? null : ' …'),
      context('Asked by ', person(by), '. Baton is looking at it.'),
    ),
  );
}

export function requestEditedCard({ number }: Workflow): Card {
  return card('notice', [
    says(strong(`Run #${number} goes on with what you asked first. `), 'An edit changes nothing that has begun.'),
    context(`To start anew with the new words, stop it (/baton cancel ${number}) and mention me again. To add something, write it in the thread.`),
  ]);
}

export function noteEditedCard(): Card {
  return card('notice', [
    says('Your message was taken as context as it was before the edit. To change that, press “Ignore it” where I said so, and write it again.'),
  ]);
}

export function requestDeletedCard({ number }: Workflow): Card {
  return card('notice', [
    says(strong(`Run #${number} goes on, although its request was deleted. `), `What was asked is kept with the run. /baton cancel ${number} stops it.`),
  ]);
}
