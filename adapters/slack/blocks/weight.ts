/**
 * How heavy a block is in its message. Slack refuses messages whose blocks are too long together and documents no
 * rule: this one counts bytes of text (letters of other scripts weigh more) with a charge for every container.
 */
import type { SlackBlock } from './slack-message.ts';

export function weightOf(block: SlackBlock): number {
  return weigh(block);
}

export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

const PER_CONTAINER = 125;
const PER_LEAF = 40;

/** Keys of texts that people read; ids and values of buttons are small and go into the charge. */
const TEXTS = new Set(['text', 'title', 'alt_text', 'fallback', 'url', 'value']);

function weigh(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + weigh(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const entries = Object.entries(value);
  const own = entries.reduce((sum, [key, item]) => sum + (typeof item === 'string' && TEXTS.has(key) ? bytesOf(item) : weigh(item)), 0);
  return own + charge(value);
}

function charge(value: object): number {
  if (!('type' in value) || typeof value.type !== 'string') return 0;
  return LEAVES.has(value.type) ? PER_LEAF : PER_CONTAINER;
}

const LEAVES = new Set(['text', 'user', 'usergroup', 'date', 'link', 'plain_text', 'mrkdwn', 'button', 'rich_text_section']);
