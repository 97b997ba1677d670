/** Slack's answer to a posted message. */
import { z } from 'zod';

export const postedSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  message: z.object({ thread_ts: z.string().optional() }).default({}),
});
