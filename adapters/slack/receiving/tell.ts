/**
 * A private word to whoever did something: at the address that came with it, which works where Baton is not in the channel; else
 * in the channel, else as a direct message.
 */
import type { Card } from '../../../src/cards/card.ts';
import { renderCard } from '../blocks/render.ts';
import type { Privately } from '../sending/index.ts';
import type { Where } from './handler.ts';
import type { Respond } from './respond.ts';
import type { Job } from './work.ts';

export function createTell(privately: Privately, respond: Respond): (job: Job, card: Card, where: Where) => Promise<void> {
  return async ({ tenant, live, body }, card, { person, channel, thread }) => {
    // An answer at such an address stands in the channel, not in the thread of the button that was pressed.
    const address = body.kind === 'command' || body.kind === 'shortcut' || thread === null ? live.responseUrl : null;
    if (address !== null && (await answered(address, card, respond))) return;
    if (channel === null) await privately.direct(tenant, person, card);
    else await privately.say(tenant, channel, person, card, thread);
  };
}

/** Five answers at most: a card that takes more goes another way. */
async function answered(address: string, card: Card, respond: Respond): Promise<boolean> {
  const messages = renderCard(card, { rejects: new Set() });
  if (messages.length > 3) return false;
  for (const [index, { text, blocks }] of messages.entries()) {
    const arrived = await respond(address, { text, blocks });
    // What has begun there ends there: the rest would stand alone elsewhere.
    if (!arrived) return index > 0;
  }
  return true;
}
