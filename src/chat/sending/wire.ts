/**
 * What a chat platform's adapter can do with one message. Everything else about sending (noted first, brought to what it
 * should show, said once) is the same on every platform and stands beside this. All of it throws ChatCallError.
 */
import type { MessageKey, NewMessage, SentMessage } from '../../ports/sent-messages.ts';
import type { ChatCallError } from './chat-failure.ts';
import type { MessageDetails } from './details.ts';
import type { Priority } from './priority.ts';

export interface ChatWire<Message> {
  readonly surface: string;
  post(posting: WirePost<Message>): Promise<WirePosted>;
  /** Says what the message shows now: of two edits at once that is the newer one's, whichever of them ends first. */
  edit(edit: WireEdit<Message>): Promise<Shown>;
  remove(message: StandingMessage, priority: Priority): Promise<void>;
  /** Looks for a message whose sending was cut off. */
  find(sent: SentMessage, priority: Priority): Promise<Found>;
  shownBy(message: Message): Shown;
  /** What a message that is about to be noted is recognised by, beside its key. Null: the key is enough. */
  newMark(key: MessageKey): string | null;
  /** Whether the platform knows the same message when it is sent again so long after it was noted. */
  repeats(ageMs: number): boolean;
  /** So long after it was noted a message has arrived or never will. */
  readonly settledMs: number;
  /** `later`: nothing was sent, it may be tried again. `stray`: there is no thread any more for what was sent. */
  failure(kind: 'later' | 'stray'): ChatCallError;
}

export interface WirePost<Message> {
  readonly to: NewMessage;
  readonly message: Message;
  readonly mark: string | null;
  readonly priority: Priority;
  /** It may have been sent before. */
  readonly again: boolean;
}

export interface WirePosted {
  readonly ref: string;
  /** It was meant for a thread, and stands in the channel itself. */
  readonly strayed: boolean;
}

export interface StandingMessage extends Pick<NewMessage, 'surface' | 'tenant' | 'key' | 'part' | 'channel' | 'thread'> {
  readonly ref: string;
}

export interface WireEdit<Message> {
  readonly at: StandingMessage;
  readonly message: Message;
  readonly details: MessageDetails;
  readonly priority: Priority;
  /** Longest wait for its turn; null: as long as others. */
  readonly patienceMs: number | null;
}

/** What is known of a message that was sent: nobody has to send it again while it is the same. */
export type Shown = Pick<MessageDetails, 'hash' | 'files'>;

export type Found = { readonly kind: 'there'; readonly ref: string } | { readonly kind: 'not-there' } | { readonly kind: 'cannot-tell' };
