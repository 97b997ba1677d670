/** A message as it goes to Discord: its components, the files that they show, and what it answers. */
import { createHash } from 'node:crypto';
import type { RawFile } from 'discord.js';
import type { Shown } from '../../../src/chat/sending/wire.ts';
import type { DiscordMessage } from '../components/discord-message.ts';

export interface OutgoingMessage extends DiscordMessage {
  readonly files: readonly NewFile[];
  /** A message that this one is a reply to. */
  readonly answers: string | null;
}

export interface NewFile {
  /** Letters, digits, `.`, `_` and `-`: Discord changes others, and components would not find it. */
  readonly name: string;
  /** For those who cannot see a picture. */
  readonly alt: string | null;
  /** Read when it is really sent. */
  readonly content: () => Promise<Uint8Array>;
}

/** `IsComponentsV2`. */
const COMPONENTS_V2 = 1 << 15;
/** `SuppressNotifications`: nobody's telephone rings. */
const SILENT = 1 << 12;

export function shownBy({ components, files }: OutgoingMessage): Shown {
  const names = files.map(({ name }) => name);
  return { hash: createHash('sha256').update(JSON.stringify({ components, names })).digest('base64url').slice(0, 22), files: names };
}

/** `mark`: what it is found again by. */
export function bodyOf({ components: [container], notify, answers }: OutgoingMessage, mark: string | null, files: readonly NewFile[] | null): object {
  const called = notify.users.length + notify.roles.length > 0;
  return {
    flags: COMPONENTS_V2 | (answers === null || called ? 0 : SILENT),
    components: [{ ...container, ...(mark === null ? {} : { id: componentId(mark) }) }],
    allowed_mentions: { parse: [], users: notify.users, roles: notify.roles, replied_user: false },
    ...(answers === null ? {} : { message_reference: { message_id: answers, fail_if_not_exists: false } }),
    ...(files === null ? {} : { attachments: files.map(({ name, alt }, id) => ({ id, filename: name, ...(alt === null ? {} : { description: alt }) })) }),
  };
}

export async function rawFiles(files: readonly NewFile[]): Promise<readonly RawFile[]> {
  return await Promise.all(files.map(async ({ name, content }) => ({ name, data: await content() })));
}

/** Components keep the number that they were sent with. Large, so that it is none of those that Discord counts up by itself. */
export function componentId(mark: string): number {
  return 0x4000_0000 | (createHash('sha256').update(mark).digest().readUInt32BE() >>> 2);
}
