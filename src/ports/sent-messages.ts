/**
 * Every message to a chat platform, noted before it is sent: a message whose sending was cut off is looked for before
 * it is sent again, and what people do to a message is traced to what it shows.
 */
import type { ChannelId, TenantId, ThreadId, WorkflowId } from '../engine/ids.ts';

export interface SentMessages {
  /** Notes that it is about to be sent, unless it was noted before: then says what is known of it. */
  intend(message: NewMessage): Promise<'fresh' | SentMessage>;
  /** It is there, or was changed: its id and what the adapter has to know of it. */
  sent(key: MessageKey, ref: string, details: unknown): Promise<void>;
  /** Gives a message another key: the message that a thread begins with becomes that of its run. False: no such message, or the key is taken. */
  rename(from: MessageKey, to: MessageKey, workflow: WorkflowId): Promise<boolean>;
  /** The parts of one card, first part first. */
  parts(key: Omit<MessageKey, 'part'>): Promise<readonly SentMessage[]>;
  /** By the platform's id. */
  find(surface: string, tenant: TenantId, channel: ChannelId, ref: string): Promise<SentMessage | null>;
  /** It is gone from the platform: nothing is known of it any more. */
  lost(key: MessageKey): Promise<void>;
}

export interface MessageKey {
  readonly surface: string;
  readonly tenant: TenantId;
  /** `<workflow>:<card key>`, or `root:<delivery>` for the message that a thread begins with. */
  readonly key: string;
  /** A card may take several messages; 0 is the first. */
  readonly part: number;
}

export interface NewMessage extends MessageKey {
  readonly workflow: WorkflowId | null;
  readonly channel: ChannelId;
  /** Null: it begins a thread. */
  readonly thread: ThreadId | null;
  /** JSON. */
  readonly details: unknown;
}

export interface SentMessage extends NewMessage {
  /** Null: nobody knows whether it arrived. */
  readonly ref: string | null;
  /** Epoch milliseconds, by the database's clock. */
  readonly intendedAt: number;
  /** How long ago that was when it was read, by the same clock. */
  readonly ageMs: number;
}
