/**
 * Brings the messages of one card to what they should show: changed parts are edited, missing ones posted, surplus ones
 * deleted. A message that people took away comes back only where it is needed.
 */
import type { NewMessage, SentMessage } from '../../ports/sent-messages.ts';
import { chatFailure } from './chat-failure.ts';
import { type MessageDetails, messageDetails, newDetails } from './details.ts';
import { type Posted, type PostingDeps, postOnce } from './post-once.ts';
import type { Priority } from './priority.ts';
import type { Shown } from './wire.ts';

/** The next message of the same run waits behind an edit, and it may be a question: progress is tried again later instead. */
const PROGRESS_PATIENCE_MS = 5_000;

export interface CardMessages<Message> {
  readonly to: Omit<NewMessage, 'details' | 'part'>;
  readonly messages: readonly Message[];
  /** Decisions that the card asks about, for a message that is posted now. */
  readonly asked: readonly string[];
  readonly priority: Priority;
  /** Whether a message that is gone is posted again. */
  readonly restores: boolean;
}

/** Returns the ids of the messages that are there now, by part. */
export async function bringParts<Message>(
  cardMessages: CardMessages<Message>,
  known: readonly SentMessage[],
  deps: PostingDeps<Message>,
): Promise<ReadonlyMap<number, Posted>> {
  const { to, messages, asked, priority } = cardMessages;
  const there = new Map<number, Posted>();
  for (const [part, message] of messages.entries()) {
    const before = known.find((one) => one.part === part);
    const at = { ...to, part, channel: before?.channel ?? to.channel, thread: before ? before.thread : to.thread };
    const posted = (before && whereItIs(before)) ?? (await postOnce({ to: at, message, details: newDetails(asked), priority }, deps));
    const now = posted.details.hash === deps.wire.shownBy(message).hash ? posted : await change(cardMessages, at, posted, message, deps);
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

async function change<Message>(
  { to, priority, restores, asked }: CardMessages<Message>,
  at: Omit<NewMessage, 'details'>,
  posted: Posted,
  message: Message,
  deps: PostingDeps<Message>,
): Promise<Posted | null> {
  const { wire, sentMessages, log } = deps;
  let shown: Shown;
  try {
    const patienceMs = priority === 'progress' ? PROGRESS_PATIENCE_MS : null;
    shown = await wire.edit({ at: { ...at, ref: posted.ref }, message, details: posted.details, priority, patienceMs });
  } catch (error) {
    const failure = chatFailure(error);
    if (failure?.kind === 'message-gone') {
      await sentMessages.lost(at);
      return restores ? await postOnce({ to: { ...to, part: at.part }, message, details: newDetails(asked), priority }, deps) : null;
    }
    if (failure?.kind !== 'not-editable') throw error;
    log.warn({ tenant: to.tenant, channel: to.channel, key: to.key }, 'a message may not be edited any more; it stays as it is');
    shown = { hash: wire.shownBy(message).hash, files: posted.details.files };
  }
  const details: MessageDetails = { ...posted.details, ...shown, leaving: false };
  await sentMessages.sent(at, posted.ref, details);
  return { ref: posted.ref, details };
}

/** The card has become shorter. */
async function remove<Message>(surplus: SentMessage, priority: Priority, { wire, sentMessages }: PostingDeps<Message>): Promise<void> {
  const ref = surplus.ref ?? (await whereIsIt(surplus));
  if (ref !== null) {
    await sentMessages.sent(surplus, ref, { ...messageDetails(surplus.details), hash: null, leaving: true });
    try {
      await wire.remove({ ...surplus, ref }, priority);
    } catch (error) {
      const kind = chatFailure(error)?.kind;
      if (kind !== 'message-gone' && kind !== 'not-editable') throw error;
    }
  }
  await sentMessages.lost(surplus);

  async function whereIsIt(sent: SentMessage): Promise<string | null> {
    const found = await wire.find(sent, priority);
    return found.kind === 'there' ? found.ref : null;
  }
}
