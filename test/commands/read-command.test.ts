import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../commands/index.ts';
import { helpCard } from '../../src/cards/help.ts';
import { cardText } from '../../src/cards/text.ts';

describe('a request', () => {
  it.each([
    ['/orchestrate Review this design', 'orchestrate', 'Review this design'],
    ['/ORCHESTRATE\nReview this\n\ndesign', 'orchestrate', 'Review this\n\ndesign'],
    ['/orchestrate: “Überprüfe” das 设计 🎼', 'orchestrate', '“Überprüfe” das 设计 🎼'],
    ['/plan-only Move the billing jobs', 'plan-only', 'Move the billing jobs'],
    ['What does fan-out mean?', 'auto', 'What does fan-out mean?'],
    ['/var/log is full, why?', 'auto', '/var/log is full, why?'],
    ['@Baton what is a handoff?', 'auto', 'what is a handoff?'],
    ['@Baton: orchestrate: review this', 'orchestrate', 'review this'],
    ['@baton plan only: review this', 'plan-only', 'review this'],
    ['orchestrate: review this', 'orchestrate', 'review this'],
    ['@Baton /orchestrate review this', 'orchestrate', 'review this'],
    ['@Baton status reports for June: summarise them', 'auto', 'status reports for June: summarise them'],
    ['@batonist says hi', 'auto', '@batonist says hi'],
    ['@Baton resume the migration', 'auto', 'resume the migration'],
    ['@Baton retry 3 times, then report', 'auto', 'retry 3 times, then report'],
  ])('%j is %s', (text, mode, task) => {
    expect(readCommand(text)).toEqual({ kind: 'request', mode, task, said: task, typed: {}, givenPlan: null });
  });

  it('takes ten thousand characters whole', () => {
    const task = 'word '.repeat(2_000).trim();
    expect(readCommand(`/orchestrate ${task}`)).toMatchObject({ kind: 'request', task });
  });

  it('is refused beyond the limit, with the way out', () => {
    const read = readCommand(`/orchestrate ${'x'.repeat(40_001)}`);
    expect(read).toEqual({ kind: 'misread', topic: 'orchestrate', problem: { kind: 'too-long', characters: 40_001, limit: 40_000 } });
  });
});

describe('a command of Baton itself', () => {
  it.each([
    ['/baton', { kind: 'help', topic: 'baton' }],
    ['@Baton', { kind: 'help', topic: 'baton' }],
    ['', { kind: 'help', topic: 'baton' }],
    ['/baton help', { kind: 'help', topic: 'baton' }],
    ['/baton help /parallel', { kind: 'help', topic: 'parallel' }],
    ['/baton help baton status', { kind: 'help', topic: 'status' }],
    ['/orchestrate help', { kind: 'help', topic: 'orchestrate' }],
    ['/baton list --help', { kind: 'help', topic: 'list' }],
    ['/baton status', { kind: 'status', run: null }],
    ['/baton status #12', { kind: 'status', run: 12 }],
    ['@Baton status', { kind: 'status', run: null }],
    ['/baton list', { kind: 'list', active: false }],
    ['/baton list --active', { kind: 'list', active: true }],
    ['/baton list —active', { kind: 'list', active: true }],
    ['/baton SHOW 12', { kind: 'show', number: 12 }],
    ['/baton show #12', { kind: 'show', number: 12 }],
    ['/baton cancel', { kind: 'cancel', number: null }],
    ['/baton cancel 3', { kind: 'cancel', number: 3 }],
    ['/baton pause', { kind: 'pause', number: null }],
    ['/baton resume #12', { kind: 'resume', number: 12 }],
    ['@Baton pause', { kind: 'pause', number: null }],
    ['/baton retry 12 3', { kind: 'retry', number: 12, workstream: '3', change: null }],
    ['/baton retry #12 [3] Assume EU data\n\nonly', { kind: 'retry', number: 12, workstream: '3', change: 'Assume EU data\n\nonly' }],
    ['/baton costs', { kind: 'costs', by: 'day', days: 30 }],
    ['/baton costs --by person --days 7', { kind: 'costs', by: 'person', days: 7 }],
    ['/baton costs by person days 7', { kind: 'costs', by: 'person', days: 7 }],
    ['/baton costs —days=7d —by Model', { kind: 'costs', by: 'model', days: 7 }],
    ['/baton cleanup --days 90', { kind: 'cleanup', days: 90 }],
    ['/baton cleanup –days=1', { kind: 'cleanup', days: 1 }],
    ['/baton help retry', { kind: 'help', topic: 'retry' }],
    ['/baton settings', { kind: 'settings', action: { kind: 'show' } }],
  ])('%j', (text, command) => {
    expect(readCommand(text)).toEqual(command);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['/orchestrate', 'orchestrate', { kind: 'empty' }],
    ['/plan-only   ', 'plan-only', { kind: 'empty' }],
    ['/orchestrat x', 'baton', { kind: 'unknown-command', typed: '/orchestrat', closest: '/orchestrate' }],
    ['/paralell x', 'baton', { kind: 'unknown-command', typed: '/paralell', closest: '/parallel' }],
    ['/status', 'baton', { kind: 'unknown-command', typed: '/status', closest: '/baton status' }],
    ['/qqq', 'baton', { kind: 'unknown-command', typed: '/qqq', closest: null }],
    ['/baton lst', 'baton', { kind: 'unknown-command', typed: 'lst', closest: '/baton list' }],
    ['/baton help parrallel', 'baton', { kind: 'unknown-command', typed: 'parrallel', closest: 'parallel' }],
    ['/baton show', 'show', { kind: 'number-needed', typed: '' }],
    ['/baton show twelve', 'show', { kind: 'number-needed', typed: 'twelve' }],
    ['/baton cancel everything', 'cancel', { kind: 'number-needed', typed: 'everything' }],
    ['/baton pause it all', 'pause', { kind: 'number-needed', typed: 'it all' }],
    ['/baton retry', 'retry', { kind: 'number-needed', typed: '' }],
    ['/baton retry 12', 'retry', { kind: 'workstream-needed', typed: '' }],
    ['/baton retry 12 everything', 'retry', { kind: 'workstream-needed', typed: 'everything' }],
    ['/baton retry 12 [3', 'retry', { kind: 'workstream-needed', typed: '[3' }],
    ['/baton costs person', 'costs', { kind: 'unexpected-words', typed: 'person' }],
    ['/baton costs --by persn', 'costs', { kind: 'unknown-grouping', typed: 'persn', closest: 'person' }],
    ['/baton costs --by --days 7', 'costs', { kind: 'unknown-grouping', typed: '', closest: null }],
    ['/baton costs --days soon', 'costs', { kind: 'days-needed', typed: 'soon', most: 3_650 }],
    ['/baton cleanup', 'cleanup', { kind: 'days-needed', typed: '', most: 3_650 }],
    ['/baton cleanup --days 0', 'cleanup', { kind: 'days-needed', typed: '0', most: 3_650 }],
    ['/baton cleanup --days 99999', 'cleanup', { kind: 'days-needed', typed: '99999', most: 3_650 }],
    ['/baton cleanup 30', 'cleanup', { kind: 'unexpected-words', typed: '30' }],
    ['/baton list all', 'list', { kind: 'unexpected-words', typed: 'all' }],
  ])('%j gets help with the reason', (text, topic, problem) => {
    expect(readCommand(text)).toEqual({ kind: 'misread', topic, problem });
  });
});

const bits = fc.constantFrom(
  '/',
  '/baton ',
  '/parallel ',
  '/orchestrate ',
  'settings ',
  'import\n',
  'set ',
  'retry ',
  'costs ',
  'cleanup ',
  '--days ',
  '--by=',
  '12 ',
  '"',
  '“',
  '”',
  "'",
  '\\',
  '---\n',
  'approvers: ',
  ': ',
  '*a ',
  '&a ',
  '[',
  '\n',
  '\u0000',
  '\ud800',
  '@baton ',
  'help',
  '--channel ',
);

describe('any text at all', () => {
  it('is read without an exception, and help can word whatever was wrong', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.array(fc.oneof(bits, fc.string({ unit: 'grapheme' })), { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const read = readCommand(text);
          if (read.kind === 'misread') expect(cardText(helpCard(read.topic, read.problem)).split('\n')[0]).toMatch(/^! ./u);
          if (read.kind === 'request') expect(read.task.trim()).not.toBe('');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
