/** The commands that Discord offers, and what the desk reads of their fields: nothing that somebody writes becomes another field. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFields } from '../../../adapters/discord/commands/read-command.ts';
import { suggestionsFor } from '../../../adapters/discord/commands/suggestions.ts';
import { COMMANDS } from '../../../adapters/discord/commands/table.ts';
import { readCommand } from '../../../commands/index.ts';
import { commandProblems } from '../../fakes/discord/limits/commands.ts';

const read = (name: string, fields: Record<string, string | number | boolean>) => readCommand(readFields(name, fields)?.text ?? '');

test('Discord takes them all', () => {
  expect(commandProblems(COMMANDS)).toEqual([]);
});

test('every one of them is read by the desk, with the least that it takes', () => {
  const samples: Record<string, string | number> = {
    task: 'Compare',
    task1: 'One',
    task2: 'Two',
    run: 3,
    workstream: 2,
    template: 'code-review',
    name: 'time_zone',
    value: 'UTC',
  };
  const least: Record<string, string | number> = { ...samples, subtask: 't1', status: 'pending', days: 30 };
  const unread: string[] = [];
  const walk = (line: string, options: readonly { type: number; name: string; required?: boolean; options?: never }[]): void => {
    const nested = options.filter(({ type }) => type <= 2);
    for (const one of nested) walk(`${line} ${one.name}`, one.options ?? []);
    if (nested.length > 0) return;
    if (line === 'baton settings edit' || line === 'baton settings import' || line === 'baton create') return;
    const fields = Object.fromEntries(options.filter(({ required }) => required).map(({ name }) => [name, least[name] ?? '']));
    if (read(line, fields).kind === 'misread') unread.push(line);
  };
  for (const command of COMMANDS) if ((command.type ?? 1) === 1) walk(command.name, (command as { options?: never }).options ?? []);
  expect(unread).toEqual([]);
});

test('what the fields hold is what the desk reads', () => {
  expect(read('baton costs', { by: 'person', days: 7 })).toMatchObject({ kind: 'costs', by: 'person', days: 7 });
  expect(read('baton list', { active: true })).toEqual({ kind: 'list', active: true });
  expect(read('baton retry', { run: 12, workstream: 3, change: 'Assume EU data only' })).toMatchObject({
    kind: 'retry',
    number: 12,
    workstream: '3',
    change: 'Assume EU data only',
  });
  expect(read('baton settings set', { name: 'max_parallel_agents', value: '4', here: true })).toMatchObject({ action: { kind: 'change', scope: 'channel' } });
  expect(read('baton settings reset', { name: 'max_parallel_agents' })).toMatchObject({ action: { kind: 'change', scope: 'workspace', reset: true } });
  expect(read('baton aggregate', {})).toEqual({ kind: 'aggregate', run: null });
  expect(read('baton help', { topic: 'settings' })).toEqual({ kind: 'help', topic: 'settings' });
  expect(read('baton help', {})).toEqual({ kind: 'help', topic: 'baton' });
  expect(read('baton create', { type: 'pipeline', title: 'Clean up', t1: 'Review auth', t2: 'Mend it' })).toMatchObject({ kind: 'create', task: 'Clean up' });
  expect(read('baton create', { subtasks: '[{"id":"a","label":"Review"},{"id":"b","label":"Mend"}]' })).toMatchObject({ kind: 'create', task: 'Review; Mend' });
  expect(readFields('orchestrate', { task: 'x', budget: 2.5, confirm: false, skills: 'a, b' })?.options).toEqual({
    budget: '2.5',
    confirm: 'no',
    skills: 'a, b',
  });
  expect(readFields('baton nothing', {})).toBeNull();
  expect(readFields('somebody elses', {})).toBeNull();
});

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.stringMatching(/^[a-z"'“”„«»‘’\\ -]{1,40}$/u),
  fc.constantFrom('--status failed', '" "', 'say "yes" -- or no', "it's --again", '\\"', '“quoted” and "more"', 'budget:9999'),
);

test('the tasks of /parallel come out as they went in, whatever quotes are in them', () => {
  fc.assert(
    fc.property(
      fc.array(
        hostile.map((text) => `x ${text} y`),
        { minLength: 2, maxLength: 7 },
      ),
      (tasks) => {
        const fields = Object.fromEntries(tasks.map((task, index) => [`task${index + 1}`, task]));
        const command = read('parallel', fields);
        if (command.kind !== 'request') throw new Error(`${command.kind} ${JSON.stringify(tasks)}`);
        expect(command.givenPlan?.workstreams.map(({ task }) => task)).toEqual(tasks.map((task) => task.trim()));
        expect(command.typed).toEqual({});
      },
    ),
  );
});

test('the result of a report is one text, whatever looks like a flag in it', () => {
  fc.assert(
    fc.property(
      hostile.map((text) => `x ${text} y`),
      (result) => {
        const command = read('baton update', { subtask: 't1', status: 'completed', result });
        if (command.kind !== 'update') throw new Error(`${command.kind} ${JSON.stringify(result)}`);
        expect(command.report.status).toBe('completed');
        expect(command.report.result?.replaceAll('”', '"')).toBe(result.trim().replaceAll('”', '"'));
      },
    ),
  );
});

test('names are suggested from their beginning first, several of them one after the other, and never more than a list takes', async () => {
  const names = {
    personas: ['startup-cto', 'cto-coach', 'security-expert'],
    skills: Array.from({ length: 60 }, (_, index) => `skill-${index}`),
    templates: [],
    compositions: [],
  };
  const deps = { names: async () => names, runs: async () => [] };
  expect((await suggestionsFor('orchestrate', 'persona', 'cto', deps)).map(({ value }) => value)).toEqual(['cto-coach', 'startup-cto']);
  expect(await suggestionsFor('orchestrate', 'skills', '', deps)).toHaveLength(25);
  expect((await suggestionsFor('orchestrate', 'skills', 'skill-7, skill-59', deps)).map(({ value }) => value)).toEqual(['skill-7, skill-59']);
  expect((await suggestionsFor('baton personas', 'words', 'sec', deps)).map(({ value }) => value)).toEqual(['security-expert']);
  expect((await suggestionsFor('baton settings set', 'name', 'time_', deps)).map(({ value }) => value)).toEqual(['time_zone']);
  expect(await suggestionsFor('orchestrate', 'task', 'x', deps)).toEqual([]);
});
