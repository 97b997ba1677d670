/** A thread, or a channel, as one person sees it: who said what, what can be pressed there, and what only they see. */
import type { Loose } from '../loose.ts';
import { type Channel, type Message, rootOf, type Workspace } from '../world/workspace.ts';
import { blockLines } from './block-lines.ts';
import { type Live, liveIn } from './live.ts';
import { readMrkdwn } from './mrkdwn.ts';

export interface Seen {
  readonly ts: string;
  readonly channel: string;
  readonly author: string;
  readonly lines: readonly string[];
  /** The labels of what can be pressed. */
  readonly buttons: readonly string[];
  readonly edited: boolean;
  /** Only the person who looks sees it. */
  readonly onlyYou: boolean;
  readonly files: readonly string[];
  readonly metadata: Loose | null;
  readonly live: Live;
  readonly text: string;
  readonly blocks: readonly Loose[];
}

/** Root first. `viewer` null: what everyone sees. */
export function seenThread(workspace: Workspace, channel: Channel, ts: string, viewer: string | null): Seen[] {
  return visibleTo(channel, viewer)
    .filter((message) => rootOf(message) === ts)
    .map((message) => seen(workspace, message));
}

/** The top level of a channel. */
export function seenChannel(workspace: Workspace, channel: Channel, viewer: string | null): Seen[] {
  return visibleTo(channel, viewer)
    .filter((message) => message.thread === null || message.broadcast)
    .map((message) => seen(workspace, message));
}

export function seen(workspace: Workspace, message: Message): Seen {
  const lines = message.tombstone
    ? ['This message was deleted.']
    : message.blocks.length > 0
      ? blockLines(message.blocks, workspace)
      : message.text === ''
        ? []
        : readMrkdwn(message.text, workspace).split('\n');
  return {
    ts: message.ts,
    channel: message.channel,
    author: workspace.people.get(message.user)?.realName ?? message.user,
    lines,
    buttons: message.blocks.flatMap(buttonsIn),
    edited: message.editedTs !== null,
    onlyYou: message.onlyFor !== null,
    files: message.files.map((id) => workspace.files.get(id)?.name ?? id),
    metadata: message.metadata,
    live: liveIn(message.text, message.blocks),
    text: message.text,
    blocks: message.blocks,
  };
}

/** As it would be written down: the author, then the lines. */
export function rendered(messages: readonly Seen[]): string[] {
  return messages.flatMap((message, index) => [
    ...(index > 0 ? [''] : []),
    `${message.author}${message.edited ? ' (edited)' : ''}${message.onlyYou ? ' (only visible to you)' : ''}`,
    ...message.lines.map((line) => `  ${line}`.trimEnd()),
    ...message.files.map((name) => `  [file: ${name}]`),
  ]);
}

function visibleTo(channel: Channel, viewer: string | null): Message[] {
  return [...channel.messages.values()].filter((message) => message.onlyFor === null || message.onlyFor === viewer);
}

function buttonsIn(value: Loose): string[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  if (typeof value !== 'object' || value === null) return [];
  return value.type === 'button' || value.type === 'icon_button' ? [value.text.text] : Object.values(value).flatMap(buttonsIn);
}
