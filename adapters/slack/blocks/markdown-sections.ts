/** Markdown as mrkdwn sections, for workspaces that refuse `markdown` blocks: headings, bold, code and lists stay, tables stand as they were typed. */

import { plain } from '../../../src/cards/clean-text.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { inertParts } from '../../../src/chat/text/inert-parts.ts';
import { type MarkdownLine, markdownLines } from '../../../src/chat/text/markdown-lines.ts';
import { IN_BYTES } from '../../../src/chat/text/measure.ts';
import { shownLinks } from '../../../src/chat/text/shown-links.ts';
import { LIMITS } from '../limits.ts';
import type { Atom } from './atoms.ts';
import { escapeEntities } from './escape.ts';
import { mrkdwnOf } from './mrkdwn.ts';
import type { SlackBlock } from './slack-message.ts';

export function markdownSections(source: string): readonly SlackBlock[] {
  return inertParts(plain(source), { most: LIMITS.sectionText.most, measure: IN_BYTES, inert: mrkdwn })
    .filter((text) => /[^\s\p{Cf}]/u.test(text))
    .map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }));
}

function mrkdwn(part: string): string {
  const groups: { verbatim: boolean; lines: MarkdownLine[] }[] = [];
  for (const line of markdownLines(part)) {
    const verbatim = line.fence !== null || /^\s*\|.*\|\s*$/u.test(line.text);
    const last = groups.at(-1);
    if (last && last.verbatim === verbatim) last.lines.push(line);
    else groups.push({ verbatim, lines: [line] });
  }
  return groups.map(({ verbatim, lines }) => (verbatim ? preformatted(lines) : lines.map(({ text }) => prose(text)).join('\n'))).join('\n');
}

function preformatted(lines: readonly MarkdownLine[]): string {
  const code = lines.map(({ text }) => text).filter((text) => !/^[\s>]*(?:`{3,}|~{3,})\s*$/u.test(text));
  return `\`\`\`\n${escapeEntities(code.join('\n')).replaceAll('`', 'ˋ')}\n\`\`\``;
}

function prose(line: string): string {
  const [marks] = /^#{1,6}\s+/u.exec(line) ?? [];
  if (marks !== undefined) return mrkdwnOf([textAtom(shownLinks(line.slice(marks.length).replaceAll('**', '')), 'strong')]);
  return mrkdwnOf(inline(shownLinks(line.replace(/^(\s*)[-*+]\s+/u, '$1• '))));
}

function inline(line: string): readonly Atom[] {
  return line.split(/(`[^`]+`|\*\*[^*]+\*\*)/u).flatMap((text, index): readonly Atom[] => {
    if (text === '') return [];
    if (index % 2 === 0) return [textAtom(text)];
    return [text.startsWith('`') ? textAtom(text.slice(1, -1), 'code') : textAtom(text.slice(2, -2), 'strong')];
  });
}
