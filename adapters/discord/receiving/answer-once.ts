/** One private word to what is kept nowhere. Every process of the token hears it, and only the first one is heard. */
import { InteractionResponseType } from 'discord.js';
import type { Card } from '../../../src/cards/card.ts';
import { renderCard } from '../components/render.ts';
import { type Asked, forThemAlone } from './answer.ts';
import type { Callbacks } from './callbacks.ts';

/** `card`: short, one message. Rejects where Discord does not answer. */
export async function answerOnce({ id, token }: Pick<Asked, 'id' | 'token'>, card: Card, callbacks: Pick<Callbacks, 'first'>): Promise<void> {
  const [message] = renderCard(card);
  if (message) await callbacks.first(id, token, { type: InteractionResponseType.ChannelMessageWithSource, data: forThemAlone(message) });
}
