/** A reminder's way back to its question: the thread's address, and a line that leads there. */
import { z } from 'zod';
import { OPEN_THREAD } from '../../../src/cards/thread-link.ts';
import type { SurfaceMessage } from '../../../src/ports/surface.ts';
import type { SlackMessage } from '../blocks/slack-message.ts';
import type { SlackApi } from './api.ts';

const linkSchema = z.object({ permalink: z.string() });

export async function linkTo(api: SlackApi, { place }: SurfaceMessage): Promise<string> {
  const args = { channel: place.channel, message_ts: place.thread };
  return linkSchema.parse(await api.call(place.tenant, 'chat.getPermalink', args, { priority: 'answer' })).permalink;
}

export function linked(messages: readonly SlackMessage[], url: string): readonly SlackMessage[] {
  const link = `<${url}|${OPEN_THREAD}>`;
  return messages.map((message, index) => {
    if (index < messages.length - 1) return message;
    if (message.blocks.length === 0) return { ...message, text: `${message.text}\n${link}` };
    return { ...message, blocks: [...message.blocks, { type: 'context', elements: [{ type: 'mrkdwn', text: link }] }] };
  });
}
