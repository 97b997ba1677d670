/** Everything that reads a text of people, models or files takes time in proportion to it, whatever repeats in it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COMMAND_LIMIT, readCommand, readLoadLines, readSettingsFile } from '../../commands/index.ts';
import { excerpt, opening } from '../../src/cards/excerpt.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import { listedItems } from '../../src/engine/listed-items.ts';
import { explicitParts } from '../../src/engine/parts.ts';
import { marksIn, stripMarks } from '../../src/engine/rehearsal-marks.ts';
import { sectionsOf } from '../../src/library/sections.ts';
import { titleFrom } from '../../src/model/rehearsal/words.ts';
import { mentionsIn, withMentions } from '../../src/patterns/parts/mentions.ts';
import { madeBy } from '../../src/patterns/parts/routing.ts';
import { shapedTask } from '../../src/prompts/template.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createIds } from '../../src/runtime/ids.ts';
import { readInputs } from '../../src/runtime/named-inputs.ts';
import { growsTooFast, pumped } from './pumped.ts';

/** The longest task, nearly; twice this is the longest command. */
const CHARACTERS = COMMAND_LIMIT / 2 - 100;

const COMMANDS = [
  '',
  '/orchestrate ',
  '/parallel ',
  '/baton create ',
  '/baton create --subtasks ',
  '/baton preview a ',
  '/baton settings set approvers ',
  '/baton settings import ',
];

const WORKSTREAM = {
  id: workstreamId('w1'),
  title: 'A part',
  task: 'Do it.',
  phase: 'p1',
  agent: 'general',
  persona: null,
  skills: [],
  template: null,
  dependsOn: [],
  deliverable: 'a.md',
  output: 'text',
} as unknown as Parameters<typeof shapedTask>[0];

const READERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ...COMMANDS.map((before) => [`the command ${JSON.stringify(before)}`, (text: string) => readCommand(`${before}${text}`)] as const),
  ['the lines that load', readLoadLines],
  ['a settings file', readSettingsFile],
  ['an excerpt', (text) => excerpt(text, 90_000)],
  ['a long excerpt', (text) => excerpt(text)],
  ['an opening', (text) => opening(text, 90_000)],
  ['sections', (text) => sectionsOf(text, 1)],
  ['a section with a heading', (text) => sectionsOf(`## A${text}`, 1)],
  ['a template', (text) => shapedTask(WORKSTREAM, { name: 't', role: text, task: text, constraints: `- ${text}`, outputFormat: text, outputInterface: text })],
  ['named inputs', (text) => readInputs({ wanted: [{ name: 'deal', description: '', required: true }], others: [] }, `a${text}`, [], createIds(systemClock))],
  ['marks', (text) => [marksIn(text), stripMarks(text)]],
  ['a list in a request', (text) => listedItems(`- ${text}`)],
  ['stages of a request', explicitParts],
  ['a title', (text) => titleFrom(text, 90_000)],
  ['mentions', (text) => withMentions(`${text}deal`, mentionsIn(`${text}deal`, ['deal']), ['customer'])],
  ['what a task makes', (text) => madeBy({ agent: 'explore', title: 'A part', task: text })],
];

/** The shortest texts of each that made a pattern of ours slow, or nearly. */
const KNOWN = [
  '\n',
  ' ',
  '"',
  '[',
  ']',
  '-',
  ';',
  '`',
  '```\n',
  '~~~ ',
  '.',
  ',',
  '“',
  '„',
  ' a:„',
  ' a:"',
  ' a="',
  '[[fail:',
  '{{',
  '- {{a\r',
  '<result>',
  '#',
  '## ',
  ' #',
  ' [',
  ' --type',
  ' and write',
];

test.each(READERS)('%s', { timeout: 60_000 }, (_, read) => {
  const slow = (pump: string) => growsTooFast((characters) => read(pumped(pump, characters)), CHARACTERS);
  expect(KNOWN.filter(slow)).toEqual([]);
  const piece = fc.constantFrom(...KNOWN, 'a', '1', ':', '=', '*', '@', '(', '/', '—', "'", '\t', '\u2028');
  const pumps = fc.array(piece, { minLength: 2, maxLength: 3 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(pumps, (pump) => !slow(pump)),
    { numRuns: 10 },
  );
});

test('a text beyond the limit is read no further', () => {
  const text = ' a:„'.repeat(25_000);
  expect(readCommand(text)).toEqual({ kind: 'misread', topic: 'baton', problem: { kind: 'too-long', characters: 100_000, limit: 40_000 } });
  expect(readCommand('x'.repeat(COMMAND_LIMIT))).toMatchObject({ problem: { kind: 'too-long', characters: COMMAND_LIMIT } });
});
