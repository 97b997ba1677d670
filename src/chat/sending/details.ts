/** What has to be known of a sent message to change it later; kept in the database, so older shapes must be readable. */
import { z } from 'zod';

const detailsSchema = z.object({
  v: z.literal(1),
  /** Fingerprint of what the message shows; null: nobody knows. */
  hash: z.string().nullable().default(null),
  /** Names of the files that were sent with it. */
  files: z.array(z.string()).default([]),
  /** What the platform knows this sending by, where that is not the key. */
  mark: z.string().nullable().default(null),
  /** Decisions that the people asked have been told of, by this message or by one about it. */
  asked: z.array(z.string()).default([]),
  /** We are about to delete it ourselves: nobody is to post it again for that. */
  leaving: z.boolean().default(false),
  /** It was a reply, and stands in the channel itself, since its thread is gone: it is to be taken back. */
  strayed: z.boolean().default(false),
});

export type MessageDetails = z.output<typeof detailsSchema>;

const NO_DETAILS: MessageDetails = { v: 1, hash: null, files: [], mark: null, asked: [], leaving: false, strayed: false };

export type NewDetails = Omit<MessageDetails, 'hash' | 'files' | 'mark'>;

export const newDetails = (asked: readonly string[] = []): NewDetails => ({ v: 1, asked: [...asked], leaving: false, strayed: false });

export function messageDetails(stored: unknown): MessageDetails {
  const read = detailsSchema.safeParse(stored);
  return read.success ? read.data : NO_DETAILS;
}
