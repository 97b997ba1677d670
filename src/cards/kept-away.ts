/** To whoever asked for a run, of whose messages one is deleted as often as Baton posts it. */
import type { Workflow } from '../engine/state.ts';
import type { Card } from './card.ts';
import { card, context, says, strong } from './spans.ts';

/** `asks`: a question is open on it; else it shows how far the run is. */
export function keptAwayCard({ number }: Pick<Workflow, 'number'>, { asks, times }: { readonly asks: boolean; readonly times: number }): Card {
  return card('notice', [
    says(
      strong(`${asks ? 'A question' : 'The live card'} of run #${number} is deleted each time I post it. `),
      `I put it back ${times} times. Now I leave it, until something changes on it.`,
    ),
    context(
      asks
        ? `You can still answer in the thread: “approve” approves, and of other words I ask whether they are the answer. /baton show ${number} says what is asked.`
        : `/baton status ${number} says how far it is; /baton pause ${number} and /baton cancel ${number} steer it.`,
      ' If a moderation bot does it, make it leave my messages alone.',
    ),
  ]);
}
