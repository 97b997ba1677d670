/** A file that a person puts on their message, or without a channel into a form. */
import type { Server } from '../server-parts.ts';
import type { Channel, Person, SharedFile, Workspace } from '../world/workspace.ts';

export interface Attachment {
  readonly name: string;
  readonly content: string | Buffer;
  readonly mimetype?: string;
  /** Of another workspace, in a shared channel: messages tell its id alone. */
  readonly connect?: boolean;
}

export function attach(
  { world }: Server,
  workspace: Workspace,
  channel: Channel | null,
  person: Person,
  { name, content, mimetype = 'text/plain', connect = false }: Attachment,
): SharedFile {
  const bytes = Buffer.from(content);
  const file: SharedFile = {
    id: world.ids.of('F'),
    name,
    title: name,
    mimetype,
    bytes,
    user: person.id,
    state: 'shared',
    length: bytes.length,
    channels: new Set(channel ? [channel.id] : []),
    // What is attached to a form is the app's to read.
    seenBy: new Set(channel ? [] : [workspace.installed?.botUserId ?? '']),
    altText: null,
    readyAt: 0,
    connect,
    shares: [],
  };
  workspace.files.set(file.id, file);
  return file;
}
