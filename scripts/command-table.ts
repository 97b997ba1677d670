/** The commands as a table, from the help that people get in the thread. */
import type { Card, Line } from '../src/cards/card.ts';
import { HELP_TOPICS, helpCard } from '../src/cards/help.ts';

export function commandTable(): string {
  const rows = HELP_TOPICS.filter((topic) => topic !== 'baton').flatMap((topic) => rowsOf(helpCard(topic, null)));
  return [
    '| command | what it does |',
    '|---|---|',
    ...rows,
    '| `@Baton <message>`, or a plain message | answers directly, or proposes a plan where that is worth it |',
  ].join('\n');
}

/** Lines that open with the form of a command. */
function rowsOf(card: Card): string[] {
  const lines = card.blocks.flatMap((block) => (block.kind === 'line' ? [block.line] : block.kind === 'list' ? block.items : []));
  return lines.flatMap((line) => {
    const [form, ...does] = line;
    return form?.kind === 'code' && form.text.startsWith('/') ? [`| \`${cell(form.text)}\` | ${cell(textOf(does)).replace(/^[:\s]+/, '')} |`] : [];
  });
}

function textOf(line: Line): string {
  return line.map((span) => (span.kind === 'code' ? `\`${span.text}\`` : 'text' in span ? span.text : '')).join('');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
