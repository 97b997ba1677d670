/**
 * Looks for a message of ours whose sending was cut off longer ago than Discord knows its nonce. Where the history may
 * not be read nobody can tell, and then it is sent again: twice rather than not at all (docs/discord.md).
 */
import { z } from 'zod';
import { chatFailure, mayPass } from '../../../src/chat/sending/chat-failure.ts';
import type { Priority } from '../../../src/chat/sending/priority.ts';
import type { Found } from '../../../src/chat/sending/wire.ts';
import type { SentMessage } from '../../../src/ports/sent-messages.ts';
import type { DiscordApi } from './api.ts';
import { componentId } from './outgoing.ts';
import { snowflakeAt } from './snowflake.ts';

/** The database's clock and Discord's may differ. */
const CLOCKS_APART_MS = 10 * 60_000;
const PAGE = 100;
/** A busier thread is not searched to its end. */
const MOST_PAGES = 5;

const pageSchema = z.array(
  z.object({ id: z.string(), author: z.object({ id: z.string() }), components: z.array(z.looseObject({ id: z.number().optional() })).default([]) }),
);

export async function findSent(api: DiscordApi, sent: SentMessage, channel: `/${string}`, mark: string | null, priority: Priority): Promise<Found> {
  if (mark === null) return { kind: 'cannot-tell' };
  try {
    const bot = await api.botId();
    let after = snowflakeAt(sent.intendedAt - CLOCKS_APART_MS);
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const messages = pageSchema.parse(await api.get(`${channel}/messages`, { query: { after, limit: String(PAGE) }, priority }));
      const found = messages.find(({ author, components }) => author.id === bot && components[0]?.id === componentId(mark));
      if (found) return { kind: 'there', ref: found.id };
      if (messages.length < PAGE) return { kind: 'not-there' };
      after = messages.reduce((latest, { id }) => (BigInt(id) > BigInt(latest) ? id : latest), after);
    }
    return { kind: 'cannot-tell' };
  } catch (error) {
    const failure = chatFailure(error);
    if (failure === null || mayPass(failure)) throw error;
    return { kind: 'cannot-tell' };
  }
}
