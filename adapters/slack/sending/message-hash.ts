/** Fingerprint of a message as it is sent: equal ones need no edit. */
import { createHash } from 'node:crypto';
import type { SlackMessage } from '../blocks/slack-message.ts';

export function messageHash({ text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>): string {
  return createHash('sha256').update(JSON.stringify({ text, blocks })).digest('base64url').slice(0, 22);
}
