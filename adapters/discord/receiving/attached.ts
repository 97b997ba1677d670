/** The files on a message, in an option or in a form, as Discord lists them. */
import { z } from 'zod';
import type { ReceivedFile } from './received.ts';

const fileSchema = z.object({ id: z.string(), filename: z.string(), title: z.string().nullish(), size: z.number().nullish(), url: z.string() });

export function readFiles(files: unknown): readonly ReceivedFile[] {
  if (!Array.isArray(files)) return [];
  return files.flatMap((given): ReceivedFile[] => {
    const read = fileSchema.safeParse(given);
    if (!read.success) return [];
    const { id, filename, size, url } = read.data;
    return [{ id, name: filename, size: size ?? null, url }];
  });
}
