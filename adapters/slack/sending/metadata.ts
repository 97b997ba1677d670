/** The key of a message travels in its metadata: so it is found again when nobody knows whether it arrived. */
import { z } from 'zod';
import type { MessageKey } from '../../../src/ports/sent-messages.ts';

const EVENT_TYPE = 'baton_message';

/** Metadata can be read by every app of the workspace: ids only. */
export function metadataOf({ key, part }: MessageKey): object {
  return { event_type: EVENT_TYPE, event_payload: { key, part } };
}

const metadataSchema = z.object({ event_type: z.literal(EVENT_TYPE), event_payload: z.object({ key: z.string(), part: z.number() }) });

export function carries(metadata: unknown, { key, part }: MessageKey): boolean {
  const read = metadataSchema.safeParse(metadata);
  return read.success && read.data.event_payload.key === key && read.data.event_payload.part === part;
}
