/**
 * Posts a message so that it is there once, whatever happens in between: it is noted first, and one that was noted
 * before without a known end is repeated while the platform knows it again, and else looked for before it is posted anew.
 */
import type { Logger } from 'pino';
import type { NewMessage, SentMessage, SentMessages } from '../../ports/sent-messages.ts';
import { chatFailure } from './chat-failure.ts';
import { type MessageDetails, messageDetails, type NewDetails } from './details.ts';
import type { Pause } from './pause.ts';
import type { Priority } from './priority.ts';
import { takeBack } from './take-back.ts';
import type { ChatWire } from './wire.ts';

export interface PostingDeps<Message> {
  readonly wire: ChatWire<Message>;
  readonly sentMessages: SentMessages;
  readonly pause: Pause;
  readonly log: Logger;
}

export interface Posting<Message> {
  readonly to: Omit<NewMessage, 'details'>;
  readonly message: Message;
  readonly details: NewDetails;
  readonly priority: Priority;
}

/** `details.hash` null: it was there already, and nobody knows what it shows. */
export interface Posted {
  readonly ref: string;
  readonly details: MessageDetails;
}

const NOTHING_KNOWN = { hash: null, files: [] };

export async function postOnce<Message>(posting: Posting<Message>, deps: PostingDeps<Message>): Promise<Posted> {
  const { wire, sentMessages } = deps;
  const noted: MessageDetails = { ...posting.details, ...NOTHING_KNOWN, mark: wire.newMark(posting.to) };
  const known = await sentMessages.intend({ ...posting.to, details: noted });
  if (known === 'fresh') return await post(posting, noted, deps);
  const details = messageDetails(known.details);
  if (known.ref !== null) return details.strayed ? await takeBack({ ...known, ref: known.ref }, details, deps) : { ref: known.ref, details };
  if (wire.repeats(known.ageMs)) return await postAgain(posting, known, details, deps);
  const ref = await lookFor(known, posting.priority, deps);
  if (ref !== null) {
    await sentMessages.sent(known, ref, known.details);
    return { ref, details };
  }
  // Noted anew, with a new age: this try may be cut off as well.
  await sentMessages.lost(posting.to);
  return await postOnce(posting, deps);
}

async function lookFor<Message>(known: SentMessage, priority: Priority, { wire, pause }: PostingDeps<Message>): Promise<string | null> {
  const found = await wire.find(known, priority);
  if (found.kind === 'there') return found.ref;
  // Whoever noted it may still be waiting for the platform.
  if (known.ageMs >= wire.settledMs) return null;
  await pause(wire.settledMs - known.ageMs);
  const later = found.kind === 'cannot-tell' ? found : await wire.find(known, priority);
  return later.kind === 'there' ? later.ref : null;
}

async function post<Message>({ to, message, priority }: Posting<Message>, noted: MessageDetails, deps: PostingDeps<Message>): Promise<Posted> {
  const { wire, sentMessages } = deps;
  const { ref, strayed } = await postNow();
  if (strayed) return await takeBack({ ...to, ref }, noted, deps);
  const kept = { ...noted, ...wire.shownBy(message) };
  await sentMessages.sent(to, ref, kept);
  return { ref, details: kept };

  async function postNow() {
    try {
      return await wire.post({ to: { ...to, details: noted }, message, mark: noted.mark, priority, again: false });
    } catch (error) {
      // The platform said no: there is nothing to look for.
      const failure = chatFailure(error);
      if (failure !== null && failure.kind !== 'unknown-outcome') await sentMessages.lost(to);
      throw error;
    }
  }
}

/** Its note stays as old as it is, and stays whatever is said now: the first try may have arrived, and what it said is not known. */
async function postAgain<Message>(
  { to, message, priority }: Posting<Message>,
  known: SentMessage,
  noted: MessageDetails,
  { wire, sentMessages }: PostingDeps<Message>,
): Promise<Posted> {
  const { ref } = await wire.post({
    to: { ...to, channel: known.channel, thread: known.thread, details: noted },
    message,
    mark: noted.mark,
    priority,
    again: true,
  });
  await sentMessages.sent(to, ref, noted);
  return { ref, details: noted };
}
