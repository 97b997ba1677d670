/** One persona, skill, template or composition in full, as someone sees it who wants to know whether to use it. */
import type { Template } from '../ports/library.ts';
import type { Block, Card, Line } from './card.ts';
import { excerpt } from './excerpt.ts';
import { count, sentenceList } from './figures.ts';
import type { LibraryRow } from './library-list.ts';
import type { Shelf } from './misreading.ts';
import { blocks, card, code, context, dotted, heading, line, list, says, strong } from './spans.ts';

/** Names of others that the same words fit. */
const ALSO = 5;

export function libraryEntryCard(shelf: Shelf, entry: LibraryRow, others: readonly string[]): Card {
  const body = excerpt(entry.text);
  return card(
    'list',
    blocks(
      heading(entry.name),
      entry.description === '' ? null : says(entry.description),
      { kind: 'line', line: facts(shelf, entry) },
      inputs(entry),
      list(entry.steps.map((step, index) => stepLine(step, index))),
      { kind: 'markdown', source: body.text },
      body.whole ? null : context(`The rest stands in ${entry.path}.`),
      use(shelf, entry),
      others.length === 0 ? null : context(`${count(others.length, 'other')} fit too: ${others.slice(0, ALSO).join(', ')}${others.length > ALSO ? ', …' : ''}`),
    ),
  );
}

function facts(shelf: Shelf, { domain, capabilities, path, steps }: LibraryRow): Line {
  return dotted(
    domain === null ? null : shelf === 'compositions' ? `pattern ${domain}, ${count(steps.length, 'step')}` : `domain ${domain}`,
    capabilities.length === 0 ? null : `for ${capabilities.join(', ')}`,
    [code(path)],
  );
}

function inputs({ inputs: all }: LibraryRow): Block | null {
  return all.length === 0
    ? null
    : list(all.map(({ name, description, required }) => line(code(name), required ? '' : ' (optional)', description === '' ? '' : `: ${description}`)));
}

function stepLine({ title, agent, persona, skills, dependsOn, estimateMinutes, phase }: LibraryRow['steps'][number], index: number): Line {
  return dotted(
    [strong(`${index + 1} ${title}`)],
    phase === null ? null : `phase ${phase}`,
    [agent, persona === null ? '' : ` as ${persona}`, skills.length === 0 ? '' : ` with ${sentenceList(skills)}`],
    `${estimateMinutes} min`,
    dependsOn.length === 0 ? null : `after ${sentenceList(dependsOn.map(String))}`,
  );
}

function use(shelf: Shelf, { name, inputs: all }: LibraryRow): Block {
  switch (shelf) {
    case 'personas':
      return context('Use it: ', code(`/orchestrate persona:${name} <task>`));
    case 'skills':
      return context('Use it: ', code(`/orchestrate skills:${name} <task>`));
    case 'templates':
      return context(
        'See its prompt: ',
        code([`/baton preview ${name}`, ...all.filter(({ required }) => required).map((input) => `${input.name}=…`)].join(' ')),
      );
    case 'compositions':
      return context('Start it: ', code(`/orchestrate ${name}: <what it is about>`));
    default: {
      const missed: never = shelf;
      return missed;
    }
  }
}

/** The sections of a template as they stand in its file. */
export function templateText({ role, task, constraints, outputFormat, outputInterface }: Template): string {
  const sections = [
    ['Role', role],
    ['Task', task],
    ['Constraints', constraints],
    ['Output Format', outputFormat],
    ['Output Interface', outputInterface],
  ] as const;
  return sections.map(([title, text]) => `**${title}**\n\n${text}`).join('\n\n');
}
