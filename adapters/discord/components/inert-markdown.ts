/**
 * Markdown by a model or a person as Discord's Markdown. Headings, lists, quotes, emphasis and code stay, tables become
 * code; what could notify, lead somewhere or hide something is text. Fences are written anew, so that what is code for
 * us is code for Discord as well.
 */

import { plain, ZERO_WIDTH } from '../../../src/cards/clean-text.ts';
import { type Fence, LANGUAGE, type MarkdownLine, markdownLines } from '../../../src/chat/text/markdown-lines.ts';
import { shownLinks } from '../../../src/chat/text/shown-links.ts';
import { hasLetters } from './atoms.ts';
import { deadLinks, deadMentions, deadTokens } from './dead-tokens.ts';
import { inlineRegions } from './inline-code.ts';
import { isTable, tableText } from './table-text.ts';

export function inertMarkdown(source: string): string {
  return groups(plain(source)).map(groupText).join('\n');
}

interface Group {
  readonly kind: 'prose' | 'table' | 'code';
  readonly fence: Fence | null;
  readonly lines: string[];
}

function groups(source: string): readonly Group[] {
  const found: Group[] = [];
  for (const line of markdownLines(source)) {
    const kind = kindOf(line);
    const last = found.at(-1);
    if (last && last.kind === kind && last.fence === line.fence) last.lines.push(line.text);
    else found.push({ kind, fence: line.fence, lines: [line.text] });
  }
  return found;
}

function kindOf({ text, fence }: MarkdownLine): Group['kind'] {
  if (fence) return 'code';
  return /^\s*\|.*\|\s*$/u.test(text) ? 'table' : 'prose';
}

function groupText({ kind, fence, lines }: Group): string {
  if (fence) return code(fence, lines);
  if (kind === 'table' && isTable(lines)) return fenced('', tableText(lines));
  return prose(lines.join('\n'));
}

function code({ prefix, marker, info }: Fence, [, ...lines]: readonly string[]): string {
  const closed =
    lines
      .at(-1)
      ?.replace(/^[\s>]+/u, '')
      .trimEnd() ?? '';
  const ends = closed.length >= marker.length && closed === marker.charAt(0).repeat(closed.length);
  const body = (ends ? lines.slice(0, -1) : lines).map((line) => inside(line, prefix)).join('\n');
  if (LANGUAGE.test(info)) return hasLetters(body) ? fenced(info, body) : prose(info);
  return fenced('', info === '' ? body : `${info}\n${body}`);
}

/** Without the indentation or the quote that the whole block stands in. */
function inside(line: string, prefix: string): string {
  if (line.startsWith(prefix)) return line.slice(prefix.length);
  return line.startsWith(prefix.trimEnd()) ? line.slice(prefix.trimEnd().length) : line.replace(/^\s+/u, (space) => space.slice(prefix.length));
}

/** Discord knows one fence only, and shows an empty one as it was typed. */
function fenced(language: string, body: string): string {
  const text = deadMentions(body).replace(/`{2,}/gu, (run) => [...run].join(ZERO_WIDTH));
  return hasLetters(text) ? `\`\`\`${language}\n${text}\n\`\`\`` : '';
}

function prose(text: string): string {
  return inlineRegions(text)
    .map((region) => (region.code ? deadMentions(region.text) : inertText(region.text)))
    .join('');
}

function inertText(text: string): string {
  return deadLinks(deadTokens(plainLooks(shownLinks(text)).replace(/\](?=\()/gu, `]${ZERO_WIDTH}`)));
}

/** Three levels of headings are all there are; a spoiler would hide what it says; `>>>` would quote all that follows. */
function plainLooks(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^(\s{0,3})#{4,6}(?=\s)/u, '$1###').replace(/^(\s*)>>>(?=\s)/u, '$1>'))
    .join('\n')
    .replace(/\|(?=\|)/gu, `|${ZERO_WIDTH}`);
}
