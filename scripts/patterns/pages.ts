/** The pages in docs/patterns: for each pattern when to take it, what its plans keep to, the picture of one, and the whole thread of a rehearsal. */
import { resolve } from 'node:path';
import { pino } from 'pino';
import { cardText } from '../../src/cards/text.ts';
import { type ThreadPost, threadOf } from '../../src/cards/thread.ts';
import { loadLibrary } from '../../src/library/load.ts';
import { PATTERNS, type Pattern } from '../../src/patterns/index.ts';
import { planSvg } from '../../src/pictures/plan-svg.ts';
import type { Library } from '../../src/ports/library.ts';
import { EXAMPLES, type PatternExample } from './examples.ts';
import { type RehearsedRun, rehearse } from './rehearsed-run.ts';

/** By path from the root. */
export async function patternPages(): Promise<ReadonlyMap<string, string>> {
  const library = await shippedLibrary();
  const pages = new Map([['docs/patterns/README.md', overview()]]);
  for (const pattern of PATTERNS) {
    const example = EXAMPLES[pattern.name];
    if (!example) throw new Error(`scripts/patterns/examples.ts has no example of ${pattern.name}.`);
    const run = await rehearse(example, library);
    pages.set(`docs/patterns/${pattern.name}.md`, page(pattern, example, run));
    pages.set(`docs/patterns/${pattern.name}.svg`, planSvg(run.asked, 'light'));
  }
  return pages;
}

async function shippedLibrary(): Promise<Library> {
  const folders = [resolve(import.meta.dirname, '../../library')];
  return await loadLibrary({ folders, patterns: PATTERNS.map(({ name }) => name), clock: { now: () => 0 }, log: pino({ enabled: false }) });
}

const GENERATED = '<!-- Made by `npm run docs` from a rehearsal: edit src/patterns, src/cards or scripts/patterns instead. -->';

function overview(): string {
  const rows = PATTERNS.map(({ name, when }) => `| [${name}](${name}.md) | ${when} |`);
  return [
    GENERATED,
    '# Patterns',
    'A pattern builds a plan, and one scheduler runs them all. Five rules hold in each: one persona in a prompt, skills stack, personas are optional, what a phase decided goes on to the next as a handoff, and the human decides. Each page shows a whole run as a thread shows it.',
    ['| pattern | when |', '|---|---|', ...rows].join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function page({ name, when, rules }: Pattern, example: PatternExample, { asked, ended }: RehearsedRun): string {
  const [plan] = threadOf(asked);
  return [
    GENERATED,
    `# ${titleOf(name)}`,
    when,
    '## What its plans keep to',
    rules.map((rule) => `- ${rule}`).join('\n'),
    '## A plan',
    quoted(example),
    `![The plan: ${asked.proposal?.plan.workstreams.map(({ id, title }) => `[${id}] ${title}`).join(', ')}](${name}.svg)`,
    'What people are asked:',
    fenced(plan ? [plan] : []),
    '## The whole thread',
    'From a rehearsal: the texts are made up by rule, the order, the prices and the words around them are real.',
    fenced(threadOf(ended)),
  ]
    .join('\n\n')
    .concat('\n');
}

function titleOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
}

function quoted({ request, files }: PatternExample): string {
  const [first, last] = [files[0], files.at(-1)];
  const attached = first && last ? [`*with ${files.length} files: ${first.name} to ${last.name}*`] : [];
  return [...request.split('\n'), ...attached].map((line) => `> ${line}`).join('  \n');
}

/** Answers hold Markdown with fences of their own. */
function fenced(posts: readonly ThreadPost[]): string {
  return ['````text', posts.map(({ card }) => cardText(card)).join(`\n\n${'─'.repeat(12)}\n\n`), '````'].join('\n');
}
