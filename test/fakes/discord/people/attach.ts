/** A file that a person puts on their message, into a command's option or into a form. */
import type { World } from '../world/world.ts';

export interface Attachment {
  readonly name: string;
  readonly content: string | Buffer;
  readonly contentType?: string;
}

export function attach(world: World, channel: string, { name, content, contentType = 'text/plain; charset=utf-8' }: Attachment, ephemeral = false): string {
  const id = world.ids.snowflake();
  world.files.set(id, { id, name, contentType, bytes: Buffer.from(content), channel, description: null, ephemeral });
  return id;
}
