/** What a person can do and see in the local Discord. */
import type { Seen } from '../seen/thread.ts';
import type { Notification } from '../world/world.ts';
import type { Attachment } from './attach.ts';
import type { FieldValue, SeenForm, Submitted } from './form.ts';
import type { Options } from './typed-command.ts';

/** What became of a command or a click: answered in time, or the failure that the person sees. */
export type Reacted = { readonly taken: true; readonly afterMs: number } | { readonly taken: false; readonly why: string };

export interface Writing {
  /** The message that it replies to. */
  readonly replyTo?: string;
  /** Default true: the other is called by the reply. */
  readonly callsOther?: boolean;
  readonly files?: readonly Attachment[];
}

type Which = Pick<Seen, 'channel' | 'id'>;

/** `channel` may be a thread, and `dm` is the channel between the person and the bot. What someone may not do throws. */
export interface PersonDriver {
  readonly id: string;
  /** Returns the message's id; the app may not have heard of it yet. Mentions are written `<@id>`. */
  says(channel: string, text: string, writing?: Writing): Promise<string>;
  /** `@Baton text` */
  mentions(channel: string, text: string, writing?: Writing): Promise<string>;
  edits(channel: string, message: string, text: string): Promise<void>;
  deletes(channel: string, message: string): Promise<void>;
  /** `baton settings`, with its options by name. */
  runs(channel: string, command: string, options?: Options): Promise<Reacted>;
  /** What the app suggests while they type into an option; null when it did not answer. */
  suggestions(
    channel: string,
    command: string,
    option: string,
    typed: string,
    others?: Options,
  ): Promise<readonly { readonly name: string; readonly value: string | number }[] | null>;
  /** From the menu of a message: Apps. */
  usesOnMessage(name: string, message: Which): Promise<Reacted>;
  /** By label or custom id; `Label#2` is the second of that name. Of the message as it stands now. */
  presses(message: Which, button: string): Promise<Reacted>;
  /** Presses what was there when they looked, although the message may have changed since. */
  pressesAsSeen(message: Seen, button: string): Promise<Reacted>;
  /** By placeholder or custom id of the list, by labels or values of what is chosen. */
  chooses(message: Which, select: string, values: string | readonly string[]): Promise<Reacted>;
  form(): SeenForm | null;
  /** By label or custom id. */
  fills(field: string, value: FieldValue): void;
  submits(): Promise<Submitted>;
  /** The app hears nothing of it. */
  closesForm(): void;
  /** Returns the thread's id: the message's own when it grows from one. */
  opensThread(channel: string, name: string, from?: string): Promise<string>;
  /** Only they are in it, until somebody is added. */
  opensPrivateThread(channel: string, name: string): Promise<string>;
  postsInForum(forum: string, title: string, text: string, writing?: Pick<Writing, 'files'> & { readonly tags?: readonly string[] }): Promise<string>;
  archives(thread: string): Promise<void>;
  unarchives(thread: string): Promise<void>;
  locks(thread: string): Promise<void>;
  unlocks(thread: string): Promise<void>;
  deletesThread(thread: string): Promise<void>;
  /** A thread or a channel, with what only this person sees. */
  sees(channel: string): readonly Seen[];
  /** What was said to them alone in channels and threads, oldest first. */
  toldPrivately(): readonly Seen[];
  directMessages(): readonly Seen[];
  dm(): string;
  notified(): readonly Notification[];
}
