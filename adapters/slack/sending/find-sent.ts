/**
 * Looks for a message of ours whose sending was cut off: in its thread, or in the channel when it begins one. Without
 * the scope to read nobody can tell, and then it is sent again: twice rather than not at all (docs/slack.md).
 */
import { z } from 'zod';
import type { Priority } from '../../../src/chat/sending/priority.ts';
import type { Found } from '../../../src/chat/sending/wire.ts';
import type { SentMessage } from '../../../src/ports/sent-messages.ts';
import type { SlackApi } from './api.ts';
import { carries } from './metadata.ts';
import { slackFailure } from './slack-error.ts';

/** The database's clock and Slack's may differ. */
const CLOCKS_APART_MS = 10 * 60_000;
const PAGE = 200;
/** A busier channel is not searched to its end. */
const MOST_PAGES = 5;

const pageSchema = z.object({
  messages: z.array(z.object({ ts: z.string(), user: z.string().optional(), metadata: z.unknown().optional() })).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

export async function findSent(api: SlackApi, sent: SentMessage, botUserId: string | null, priority: Priority): Promise<Found> {
  const range = { channel: sent.channel, oldest: String((sent.intendedAt - CLOCKS_APART_MS) / 1000), include_all_metadata: true, limit: PAGE };
  const method = sent.thread === null ? 'conversations.history' : 'conversations.replies';
  const args = sent.thread === null ? range : { ...range, ts: sent.thread };
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = pageSchema.parse(await api.call(sent.tenant, method, cursor === undefined ? args : { ...args, cursor }, { priority }));
      // Other apps can write the same metadata, and their messages are not ours to change.
      const found = answer.messages.find(({ metadata, user }) => carries(metadata, sent) && (botUserId === null || user === undefined || user === botUserId));
      if (found) return { kind: 'there', ref: found.ts };
      cursor = answer.response_metadata?.next_cursor;
      if (!cursor) return { kind: 'not-there' };
    }
    return { kind: 'cannot-tell' };
  } catch (error) {
    const failure = slackFailure(error);
    if (failure === null || failure.kind === 'retry-later' || failure.kind === 'unknown-outcome') throw error;
    return { kind: 'cannot-tell' };
  }
}
