/** What stands in messages, word for word, without looks: to see that nothing was lost on the way. */
import type { DiscordMessage } from '../../../adapters/discord/components/discord-message.ts';
import type { Block, Card, Line } from '../../../src/cards/card.ts';
import { lineText } from '../../../src/cards/text.ts';

/** All text of all components in their order, without white space, marks and what takes no room. */
export function written(messages: readonly DiscordMessage[]): string {
  return letters(messages.flatMap(({ components }) => texts(components)).join(''));
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
      return [words(block.line)];
    case 'list':
      return block.items.map(words);
    case 'steps':
      return block.steps.flatMap(({ label, title, detail }) => [label, title, words(detail)]);
    case 'markdown':
      return block.source.split('\n');
    case 'files':
      return block.files.map(({ name }) => name);
    case 'picture':
      return [block.alt];
  }
}

/** Times stand there as seconds, which Discord shows in the reader's own zone. */
function words(line: Line): string {
  return line.map((span) => (span.kind === 'time' && span.at >= 1000 && span.at < 1e14 ? String(Math.floor(span.at / 1000)) : lineText([span]))).join('');
}

/** Letters and digits only: everything else may be a mark, and marks may look different. */
function letters(text: string): string {
  return text.toWellFormed().replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]|[ˍˋ]/gu, '');
}

function texts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  const node: Record<string, unknown> = { ...value };
  if (typeof node.content === 'string') return [node.content.replace(/<t:(\d+):t>/gu, '$1')];
  if (typeof node.description === 'string') return [node.description];
  return node.type === 1 ? [] : Object.values(node).flatMap(texts);
}
