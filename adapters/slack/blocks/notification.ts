/** The words of a notification: the first lines of the card, which say what happened. */

import { askedInShort } from '../../../src/cards/asked-in-short.ts';
import type { Block, Card } from '../../../src/cards/card.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { opening } from '../../../src/cards/excerpt.ts';
import { plainLine } from './atoms.ts';
import { escapeMrkdwn } from './escape.ts';
import type { Mentions } from './mentions.ts';

export function notificationOf(card: Card, mentions: Mentions): string {
  const asked = askedInShort(card);
  const lines = card.blocks.map((block) => words(block, mentions)).filter((line) => line !== '');
  const [first = '', second] = asked === null ? lines : [folded(plainLine(asked, mentions))];
  const both = first.length < SHORT && second !== undefined ? `${first} · ${second}` : first;
  return escapeMrkdwn(opening(both, LONGEST).text) || '…';
}

/** Which of several messages it is. */
export function numbered(notification: string, index: number, count: number): string {
  return count > 1 ? `${notification} (${index + 1}/${count})` : notification;
}

/** A banner of this length leaves room for the line below it. */
const SHORT = 100;

/** About what a phone shows of it. */
const LONGEST = 240;

function words(block: Block, mentions: Mentions): string {
  switch (block.kind) {
    case 'heading':
    case 'line':
    case 'context':
    case 'alert':
      return folded(plainLine(block.line, mentions));
    case 'list':
      return folded(block.items.map((item) => plainLine(item, mentions)).join(', '));
    case 'steps':
      return folded(block.steps.map(({ label, title }) => `${label} ${title}`).join(', '));
    case 'markdown':
      return folded(block.source.replace(/[#*_`>|~]+/gu, ' '));
    case 'files':
      return folded(block.files.map(({ name }) => name).join(', '));
    case 'picture':
      return folded(block.alt);
    default: {
      const missed: never = block;
      return missed;
    }
  }
}

function folded(text: string): string {
  return plain(text).replace(/\s+/gu, ' ').trim();
}
