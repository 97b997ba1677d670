/** Markdown as mrkdwn sections, for workspaces that refuse `markdown` blocks: headings, bold, code and lists stay, tables stand as they were typed. */
import { LIMITS } from '../limits.ts';
import { type Atom, textAtom } from './atoms.ts';
import { plain } from './clean-text.ts';
import { escapeEntities } from './escape.ts';
import { type MarkdownLine, markdownLines } from './markdown-lines.ts';
import { mrkdwnOf } from './mrkdwn.ts';
import { shownLinks } from './shown-links.ts';
import type { SlackBlock } from './slack-message.ts';
import { splitMarkdown } from './split-markdown.ts';

export function markdownSections(source: string): readonly SlackBlock[] {
  return texts(plain(source), LIMITS.sectionText.most)
    .filter((text) => /[^\s\p{Cf}]/u.test(text))
    .map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }));
}

/** Escaping makes a text longer: what does not fit is cut into smaller parts. */
function texts(source: string, most: number): readonly string[] {
  return splitMarkdown(source, most).flatMap((part) => {
    const text = mrkdwn(part);
    return text.length <= LIMITS.sectionText.most ? [text] : texts(part, Math.floor(most / 2));
  });
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
