/** What stands in messages, word for word, without looks: to see that nothing was lost on the way. */

import type { SlackMessage } from '../../../adapters/slack/blocks/slack-message.ts';
import type { Block, Card } from '../../../src/cards/card.ts';
import { lineText } from '../../../src/cards/text.ts';

/** All text of all blocks in their order, without white space, marks and what takes no room. */
export function written(messages: readonly SlackMessage[]): string {
  return letters(messages.flatMap(({ blocks }) => texts(blocks)).join(''));
}

/** What must be found in it, in this order. */
export function expected(card: Card): readonly string[] {
  return card.blocks
    .flatMap(blockWords)
    .map(letters)
    .filter((text) => text !== '');
}

/** The first of these texts that is not there after the ones before it; null: all are. */
export function missing(within: string, wanted: readonly string[]): string | null {
  let from = 0;
  for (const text of wanted) {
    const at = within.indexOf(text, from);
    if (at === -1) return text;
    from = at + text.length;
  }
  return null;
}

function blockWords(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'line':
    case 'context':
    case 'alert':
      return [lineText(block.line)];
    case 'list':
      return block.items.map((item) => lineText(item));
    case 'steps':
      return block.steps.flatMap(({ label, title, detail }) => [label, title, lineText(detail)]);
    case 'markdown':
      return block.source.split('\n');
    case 'files':
      return block.files.map(({ name }) => name);
    case 'picture':
      return [block.alt];
  }
}

/** Letters and digits only: everything else may be a mark, and marks may look different. */
function letters(text: string): string {
  return text.toWellFormed().replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]|[ˍˋ]/gu, '');
}

function texts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  const node: Record<string, unknown> = { ...value };
  switch (node.type) {
    case 'mrkdwn':
      return [unescaped(String(node.text))];
    case 'user':
      return [String(node.user_id)];
    case 'usergroup':
      return [String(node.usergroup_id)];
    case 'date':
      return [String(node.fallback)];
    case 'actions':
      return [];
    case 'image':
      return [String(node.alt_text)];
    case 'markdown':
    case 'text':
    case 'link':
    case 'plain_text':
      return [String(node.text)];
    case 'plan':
      return [String(node.title), ...texts(node.tasks)];
    case 'task_card':
      return [String(node.title), ...texts(node.details)];
    default:
      return Object.values(node).flatMap(texts);
  }
}

function unescaped(text: string): string {
  return text
    .replace(/<(?:!date\^[^|>]*|https?:[^|>]*)\|([^>]*)>/gu, '$1')
    .replace(/<!subteam\^(\w+)>/gu, '$1')
    .replace(/<@(\w+)>/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
