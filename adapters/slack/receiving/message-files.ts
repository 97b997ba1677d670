/**
 * The files on a message, as Slack lists them. One without an address (deleted, kept from Baton, or of another workspace in a
 * shared channel) stays in the list: whoever takes it asks for it.
 */
import { z } from 'zod';
import type { ReceivedFile } from './received.ts';

const fileSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  size: z.number().nullish(),
  mimetype: z.string().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});

export function messageFiles(files: unknown): readonly ReceivedFile[] {
  if (!Array.isArray(files)) return [];
  return files.flatMap((given): ReceivedFile[] => {
    const read = fileSchema.safeParse(given);
    if (!read.success) return [];
    const { id, name, title, size, mimetype, url_private, url_private_download } = read.data;
    return [{ id, name: name ?? title ?? 'file', size: size ?? null, mimetype: mimetype ?? '', url: url_private_download ?? url_private ?? null }];
  });
}
