/**
 * Posts a message so that it is there once, whatever happens in between: it is noted first, and one that was noted
 * before without a known end is looked for before it is posted again.
 */
import type { Logger } from 'pino';
import type { MessageKey, NewMessage, SentMessage, SentMessages } from '../../../src/ports/sent-messages.ts';
import type { SlackMessage } from '../blocks/slack-message.ts';
import type { Tokens } from '../install/tokens.ts';
import type { SlackApi } from './api.ts';
import { type MessageDetails, messageDetails } from './details.ts';
import { findSent } from './find-sent.ts';
import { messageHash } from './message-hash.ts';
import { metadataOf } from './metadata.ts';
import type { Pause } from './pause.ts';
import { postedSchema } from './posted.ts';
import type { Priority } from './priority.ts';
import { slackFailure } from './slack-error.ts';
import { takeBack } from './take-back.ts';
import { CALL_TIMEOUT_MS } from './web-clients.ts';

export interface PostingDeps {
  readonly api: SlackApi;
  readonly sentMessages: SentMessages;
  readonly tokens: Pick<Tokens, 'forTeam'>;
  readonly pause: Pause;
  readonly log: Logger;
}

export interface Posting {
  readonly to: Omit<NewMessage, 'details'>;
  readonly message: Pick<SlackMessage, 'text' | 'blocks'>;
  readonly details: Omit<MessageDetails, 'hash'>;
  readonly priority: Priority;
}

/** `hash` null: it was there already, and nobody knows what it shows. */
export interface Posted {
  readonly ref: string;
  readonly details: MessageDetails;
}

/** Whoever noted it may still be waiting for Slack; afterwards it has arrived or never will. */
const SETTLED_MS = CALL_TIMEOUT_MS + 2_000;

export async function postOnce(posting: Posting, deps: PostingDeps): Promise<Posted> {
  const noted = { ...posting.to, details: { ...posting.details, hash: null } };
  const known = await deps.sentMessages.intend(noted);
  if (known === 'fresh') return await post(posting, deps);
  if (known.ref !== null) {
    const details = messageDetails(known.details);
    return details.strayed ? await takeBack({ to: posting.to, ref: known.ref, details }, deps) : { ref: known.ref, details };
  }
  const ref = await lookFor(known, posting.priority, deps);
  if (ref !== null) {
    await deps.sentMessages.sent(known, ref, known.details);
    return { ref, details: messageDetails(known.details) };
  }
  // Noted anew, with a new age: this try may be cut off as well.
  await deps.sentMessages.lost(posting.to);
  return await postOnce(posting, deps);
}

async function lookFor(known: SentMessage, priority: Priority, { api, tokens, pause }: PostingDeps): Promise<string | null> {
  const botUserId = (await tokens.forTeam(known.tenant))?.botUserId ?? null;
  const found = await findSent(api, known, botUserId, priority);
  if (found.kind === 'there') return found.ts;
  if (known.ageMs >= SETTLED_MS) return null;
  await pause(SETTLED_MS - known.ageMs);
  const later = found.kind === 'cannot-tell' ? found : await findSent(api, known, botUserId, priority);
  return later.kind === 'there' ? later.ts : null;
}

async function post(posting: Posting, deps: PostingDeps): Promise<Posted> {
  const { to, message, details } = posting;
  const { ts, alone } = await postNow(posting, deps);
  if (to.thread !== null && alone) return await takeBack({ to, ref: ts, details }, deps);
  const kept = { ...details, hash: messageHash(message) };
  await deps.sentMessages.sent(to, ts, kept);
  return { ref: ts, details: kept };
}

/** `alone`: it stands in no thread. */
async function postNow({ to, message, priority }: Posting, { api, sentMessages }: PostingDeps): Promise<{ readonly ts: string; readonly alone: boolean }> {
  try {
    const { ts, message: posted } = postedSchema.parse(await api.call(to.tenant, 'chat.postMessage', postArgs(to, message), { priority }));
    return { ts, alone: posted.thread_ts === undefined };
  } catch (error) {
    // Slack said no: there is nothing to look for.
    const failure = slackFailure(error);
    if (failure !== null && failure.kind !== 'unknown-outcome') await sentMessages.lost(to);
    throw error;
  }
}

function postArgs(to: MessageKey & Pick<NewMessage, 'channel' | 'thread'>, { text, blocks }: Posting['message']): Readonly<Record<string, unknown>> {
  return {
    channel: to.channel,
    ...(to.thread === null ? {} : { thread_ts: to.thread }),
    text,
    blocks,
    metadata: metadataOf(to),
    unfurl_links: false,
    unfurl_media: false,
  };
}
