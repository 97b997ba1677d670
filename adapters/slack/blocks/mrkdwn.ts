/** Lines as text objects, for the blocks that take nothing richer: plain text where that says it all, else mrkdwn. */
import type { types } from '@slack/bolt';
import { ZERO_WIDTH } from '../../../src/cards/clean-text.ts';
import { type AtomStyle, splitAtoms } from '../../../src/chat/text/atoms.ts';
import { type Atom, isSeen, wordsOf } from './atoms.ts';
import { escapeEntities, escapeMrkdwn } from './escape.ts';
import { bytesOf } from './weight.ts';

/** As many as are needed for the line, none longer than `most`. */
export function textObjects(atoms: readonly Atom[], most: number): readonly types.TextObject[] {
  return splitAtoms(atoms, most - SEAMS, atomSize)
    .filter(isSeen)
    .map(textObject);
}

/** Without any parsing of names and addresses. Emoji codes stay codes. */
function textObject(atoms: readonly Atom[]): types.TextObject {
  const bare = atoms.every((atom) => atom.kind === 'text' && atom.style === 'plain');
  return bare ? { type: 'plain_text', text: wordsOf(atoms), emoji: false } : { type: 'mrkdwn', text: mrkdwnOf(atoms), verbatim: true };
}

export function mrkdwnOf(atoms: readonly Atom[]): string {
  const line = wordsOf(atoms);
  return atoms.map((atom) => write(atom, line)).reduce(joined, '');
}

/** Pieces of a text that are put together again may need a break more at each seam. */
const SEAMS = 64;
const TOKEN = 50;

function atomSize(atom: Atom): number {
  return TOKEN + ('text' in atom ? bytesOf(escapeMrkdwn(atom.text)) : 0) + ('url' in atom ? bytesOf(atom.url) : 0);
}

function write(atom: Atom, line: string): string {
  switch (atom.kind) {
    case 'text':
      return styled(atom.text, atom.style, line);
    case 'user':
      return `<@${atom.id}>`;
    case 'usergroup':
      return `<!subteam^${atom.id}>`;
    case 'date':
      return `<!date^${atom.at}^{time}|${atom.fallback.replace(/[<>|^]/gu, ' ')}>`;
    case 'link':
      return `<${atom.url.replace(/[|<>]/gu, encodeURIComponent)}|${escapeMrkdwn(atom.text).replaceAll('|', '¦')}>`;
    default: {
      const missed: never = atom;
      return missed;
    }
  }
}

function styled(text: string, style: AtomStyle, line: string): string {
  switch (style) {
    case 'plain':
      return escapeMrkdwn(text, line);
    case 'strong':
      return enclosed(escapeMrkdwn(text, line).replaceAll('*', '∗'), '*');
    case 'emphasis':
      return enclosed(escapeMrkdwn(text, line).replaceAll('_', 'ˍ'), '_');
    case 'code':
      return enclosed(escapeEntities(text).replaceAll('`', 'ˋ'), '`');
    default: {
      const missed: never = style;
      return missed;
    }
  }
}

/** A mark works within one line and beside something that is no space. */
function enclosed(text: string, mark: string): string {
  return text
    .split('\n')
    .map((line) => {
      const words = line.trim();
      if (words === '') return line;
      const start = line.indexOf(words);
      return `${line.slice(0, start)}${mark}${words}${mark}${line.slice(start + words.length)}`;
    })
    .join('\n');
}

/** A mark beside a letter would stand there as itself. */
function joined(before: string, after: string): string {
  const touching = (/[*_`]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after)) || (/[\p{L}\p{N}]$/u.test(before) && /^[*_`]/u.test(after));
  return touching ? `${before}${ZERO_WIDTH}${after}` : before + after;
}
