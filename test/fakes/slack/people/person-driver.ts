/** What a person can do and see in the local Slack. */
import type { Seen } from '../seen/thread.ts';
import type { Notification } from '../world/world.ts';
import type { Attachment } from './attach.ts';
import type { SeenForm, Submitted } from './form.ts';

/** What became of a command or a click: taken in time, or the failure that the person sees. */
export type Reacted = { readonly taken: true; readonly afterMs: number } | { readonly taken: false; readonly why: string };

export interface Writing {
  readonly thread?: string;
  readonly files?: readonly Attachment[];
  /** "Also send to channel". */
  readonly broadcast?: boolean;
}

export interface PersonDriver {
  readonly id: string;
  /** Returns the ts, once the app's first answer to the event is in (or failed). Mentions are written `<@U...>`. */
  says(channel: string, text: string, writing?: Writing): Promise<string>;
  /** `@Baton text` */
  mentions(channel: string, text: string, writing?: Writing): Promise<string>;
  edits(channel: string, ts: string, text: string): Promise<void>;
  deletes(channel: string, ts: string): Promise<void>;
  reacts(channel: string, ts: string, emoji: string): Promise<void>;
  /** `/command text`, at the top level: Slack takes no commands in threads. */
  types(channel: string, line: string): Promise<Reacted>;
  /** By label or action id; `Label#2` is the second of that name. Of the message as it stands now. */
  presses(message: Pick<Seen, 'channel' | 'ts'>, button: string): Promise<Reacted>;
  /** Presses what was there when they looked, although the message may have changed since. */
  pressesAsSeen(message: Seen, button: string): Promise<Reacted>;
  /** Chooses in a select or other element of a message. */
  chooses(message: Pick<Seen, 'channel' | 'ts'>, element: string, value: string | readonly string[]): Promise<Reacted>;
  usesShortcut(name: string, message?: Pick<Seen, 'channel' | 'ts'>): Promise<Reacted>;
  opensHome(): Promise<void>;
  pressesAtHome(button: string): Promise<Reacted>;
  /** The native Stop of an agent's session. */
  stops(channel: string, thread: string): Promise<void>;
  form(): SeenForm | null;
  /** By label, block id or action id. An element that reports at once does so. */
  fills(field: string, value: string | readonly string[] | null): Promise<Reacted | null>;
  /** Types into a list that the app fills: the labels that it suggests. `fills` then takes one of them. */
  suggestions(field: string, typed: string): Promise<readonly string[]>;
  attachesInForm(field: string, files: readonly Attachment[]): void;
  pressesInForm(button: string): Promise<Reacted>;
  submits(): Promise<Submitted>;
  closesForm(): Promise<void>;
  /** A thread, or without a ts the channel's top level, with what only this person sees. */
  sees(channel: string, thread?: string): readonly Seen[];
  /** What was said to them alone, anywhere, oldest first; a failed command too. */
  toldPrivately(): readonly Seen[];
  directMessages(): readonly Seen[];
  /** The id of the channel between them and the bot. `dm` stands for it wherever a channel is named. */
  dm(): string;
  home(): readonly string[];
  notified(): readonly Notification[];
}
