/**
 * Brings the messages of one card to what they should show: changed parts are edited, missing ones posted, surplus ones
 * deleted. A message that people took away comes back only where it is needed.
 */
import type { NewMessage, SentMessage } from '../../../src/ports/sent-messages.ts';
import type { SlackMessage } from '../blocks/slack-message.ts';
import { type MessageDetails, messageDetails, newDetails } from './details.ts';
import { findSent } from './find-sent.ts';
import { messageHash } from './message-hash.ts';
import { metadataOf } from './metadata.ts';
import { type Posted, type PostingDeps, postOnce } from './post-once.ts';
import type { Priority } from './priority.ts';
import { slackFailure } from './slack-error.ts';

/** The next message of the same run waits behind an edit, and it may be a question: progress is tried again later instead. */
const PROGRESS_PATIENCE_MS = 5_000;

export interface CardMessages {
  readonly to: Omit<NewMessage, 'details' | 'part'>;
  readonly messages: readonly SlackMessage[];
  /** Decisions that the card asks about, for a message that is posted now. */
  readonly asked: readonly string[];
  readonly priority: Priority;
  /** Whether a message that is gone is posted again. */
  readonly restores: boolean;
}

/** Returns the ids of the messages that are there now, by part. */
export async function bringParts(cardMessages: CardMessages, known: readonly SentMessage[], deps: PostingDeps): Promise<ReadonlyMap<number, Posted>> {
  const { to, messages, asked, priority } = cardMessages;
  const there = new Map<number, Posted>();
  for (const [part, message] of messages.entries()) {
    const before = known.find((one) => one.part === part);
    const at = { ...to, part };
    const posted =
      (before && whereItIs(before)) ??
      (await postOnce({ to: { ...at, thread: before ? before.thread : to.thread }, message, details: newDetails(asked), priority }, deps));
    const now = posted.details.hash === messageHash(message) ? posted : await change(cardMessages, part, posted, message, deps);
    if (now !== null) there.set(part, now);
  }
  for (const surplus of known.filter(({ part }) => part >= messages.length)) await remove(surplus, priority, deps);
  return there;
}

/** Null: that has to be found out first, or it stands where it should not. */
function whereItIs({ ref, details }: SentMessage): Posted | null {
  const known = messageDetails(details);
  return ref === null || known.strayed ? null : { ref, details: known };
}

async function change(cardMessages: CardMessages, part: number, posted: Posted, message: SlackMessage, deps: PostingDeps): Promise<Posted | null> {
  const { to, priority, restores, asked } = cardMessages;
  const key = { ...to, part };
  const args = { channel: to.channel, ts: posted.ref, text: message.text, blocks: message.blocks, metadata: metadataOf(key) };
  const content = messageHash(message);
  // What it shows is what went out: of two edits at once that is the newer one, whichever of them ends first here.
  let shown = content;
  try {
    shown = await deps.api.newest(to.tenant, 'chat.update', args, {
      priority,
      content,
      replaces: `${to.channel} ${posted.ref}`,
      ...(priority === 'progress' ? { patienceMs: PROGRESS_PATIENCE_MS } : {}),
    });
  } catch (error) {
    const failure = slackFailure(error);
    if (failure?.kind === 'message-gone') {
      await deps.sentMessages.lost(key);
      return restores ? await postOnce({ to: key, message, details: newDetails(asked), priority }, deps) : null;
    }
    if (failure?.kind !== 'not-editable') throw error;
    deps.log.warn({ tenant: to.tenant, channel: to.channel, key: to.key }, 'a message may not be edited any more; it stays as it is');
  }
  const details: MessageDetails = { ...posted.details, hash: shown, leaving: false };
  await deps.sentMessages.sent(key, posted.ref, details);
  return { ref: posted.ref, details };
}

/** The card has become shorter. */
async function remove(surplus: SentMessage, priority: Priority, deps: PostingDeps): Promise<void> {
  const ts = surplus.ref ?? (await whereIsIt(surplus, priority, deps));
  if (ts !== null) {
    await deps.sentMessages.sent(surplus, ts, { ...messageDetails(surplus.details), hash: null, leaving: true });
    try {
      await deps.api.call(surplus.tenant, 'chat.delete', { channel: surplus.channel, ts }, { priority });
    } catch (error) {
      const kind = slackFailure(error)?.kind;
      if (kind !== 'message-gone' && kind !== 'not-editable') throw error;
    }
  }
  await deps.sentMessages.lost(surplus);
}

async function whereIsIt(sent: SentMessage, priority: Priority, { api, tokens }: PostingDeps): Promise<string | null> {
  const found = await findSent(api, sent, (await tokens.forTeam(sent.tenant))?.botUserId ?? null, priority);
  return found.kind === 'there' ? found.ts : null;
}
