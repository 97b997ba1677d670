/** The files on a message, as Slack lists them. One without an address (deleted, or kept from Baton) stays in the list and is refused by name. */
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
