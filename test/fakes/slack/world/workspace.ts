/** One workspace: its people, channels, groups, files, and Baton's place in it. */
import type { Loose } from '../loose.ts';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly people: Map<string, Person>;
  readonly channels: Map<string, Channel>;
  readonly groups: Map<string, Group>;
  readonly files: Map<string, SharedFile>;
  /** Modals that are open or were, by view id; the last of a person's stack is on top. */
  readonly stacks: Map<string, OpenView[]>;
  readonly homes: Map<string, OpenView>;
  /** Block types that this workspace does not know yet. */
  readonly rejects: Set<string>;
  /** Null: Baton is not installed. */
  installed: Install | null;
}

export interface Install {
  readonly botUserId: string;
  readonly botId: string;
  readonly scopes: Set<string>;
}

export type PersonKind = 'member' | 'admin' | 'owner' | 'guest' | 'single-channel guest' | 'external' | 'bot' | 'deactivated';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  kind: PersonKind;
  /** Another workspace's id for someone from outside (Slack Connect). */
  readonly teamId: string;
  readonly tz: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  /** With people of another workspace (Slack Connect). */
  readonly shared: boolean;
  readonly members: Set<string>;
  readonly messages: Map<string, Message>;
  archived: boolean;
}

export interface Group {
  readonly id: string;
  readonly handle: string;
  readonly users: Set<string>;
  disabled: boolean;
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** The root's ts; null for a message at the top level, roots included. */
  readonly thread: string | null;
  readonly user: string;
  readonly botId: string | null;
  text: string;
  blocks: readonly Loose[];
  metadata: Loose | null;
  files: readonly string[];
  editedTs: string | null;
  readonly subtype: string | null;
  /** Only this person sees it. */
  readonly onlyFor: string | null;
  /** Deleted, but its replies still hang on it. */
  tombstone: boolean;
  readonly broadcast: boolean;
  readonly clientMsgId: string | null;
  readonly reactions: Map<string, Set<string>>;
}

export interface OpenView {
  readonly id: string;
  readonly user: string;
  view: Loose;
  hash: string;
  readonly rootId: string;
  readonly previousId: string | null;
  /** What the person has filled in or chosen so far, by block and action. */
  readonly filled: Map<string, Map<string, Loose>>;
  /** What the app said about fields after the last submission, by block id. */
  errors: Readonly<Record<string, string>>;
}

export interface SharedFile {
  readonly id: string;
  name: string;
  title: string;
  readonly mimetype: string;
  bytes: Buffer;
  readonly user: string;
  state: 'promised' | 'uploaded' | 'shared' | 'deleted';
  readonly length: number;
  readonly channels: Set<string>;
  /** Who sees it besides its owner and the members of its channels. */
  readonly seenBy: Set<string>;
  readonly altText: string | null;
  /** docs.slack.dev/apis/slack-connect: in messages it is an id to ask files.info for. */
  readonly connect?: boolean;
  /** Slack's time: before it, an image cannot be shown yet. */
  readyAt: number;
  readonly shares: { readonly channel: string; readonly ts: string }[];
}

export function isMember(channel: Channel, user: string): boolean {
  return channel.members.has(user);
}

export function rootOf(message: Message): string {
  return message.thread ?? message.ts;
}

/** Those that are in the channel for everyone, oldest first. */
export function publicMessages(channel: Channel): Message[] {
  return [...channel.messages.values()].filter((message) => message.onlyFor === null);
}

export function repliesTo(channel: Channel, ts: string): Message[] {
  return publicMessages(channel).filter((message) => message.thread === ts);
}
