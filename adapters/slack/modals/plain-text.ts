/** Text from people and models as Slack's `plain_text`: nothing in it comes alive. */
import type { types } from '@slack/bolt';
import { plain } from '../../../src/cards/clean-text.ts';
import { opening } from '../../../src/cards/excerpt.ts';

/** Shortened with an ellipsis where it stands for something whose whole text is elsewhere. Empty text is not allowed there. */
export function plainText(text: string, limit: number): types.PlainTextElement {
  const clean = plain(text);
  const shown = clean.length <= limit ? clean : opening(clean, limit).text;
  return { type: 'plain_text', text: shown.trim() === '' ? '–' : shown, emoji: false };
}

/** All of it, in pieces of at most `limit` characters, parted at line ends or spaces where there are some. */
export function inPieces(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = plain(text).trim();
  while (rest.length > limit) {
    const end = endOfPiece(rest, limit);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest].filter((piece) => piece !== '');
}

function endOfPiece(text: string, limit: number): number {
  const head = text.slice(0, limit);
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
  if (end > limit / 2) return end;
  // A text without spaces is parted between whole characters.
  return /[\uD800-\uDBFF]$/u.test(head) ? limit - 1 : limit;
}
