/** `key:value` in a request, and the prose with colons that is none. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readCommand } from '../../commands/index.ts';
import { readOptions } from '../../commands/typed-options.ts';
import { OPTION_KEYS } from '../../src/engine/request-options.ts';

const read = (text: string) => readOptions(text, { spoken: false });

describe('options', () => {
  it.each([
    ['pattern:pipeline compare A', { pattern: 'pipeline' }, 'compare A'],
    ['compare A pattern:pipeline', { pattern: 'pipeline' }, 'compare A'],
    ['budget:2.50 compare A model:opus', { budget: '2.50', model: 'opus' }, 'compare A'],
    ['skills:seo-audit,copywriting write it', { skills: 'seo-audit,copywriting' }, 'write it'],
    ['skills:"seo-audit, copywriting" write it', { skills: 'seo-audit, copywriting' }, 'write it'],
    ['skills:“seo-audit, copywriting” write it', { skills: 'seo-audit, copywriting' }, 'write it'],
    ['write it persona:"startup-cto"', { persona: 'startup-cto' }, 'write it'],
    ['PATTERN:pipeline Confirm:NO go', { pattern: 'pipeline', confirm: 'NO' }, 'go'],
    ['pattern:pipeline, compare A', { pattern: 'pipeline' }, 'compare A'],
    ['rounds:2\nparallel:4\nreview it\n- one\n- two', { rounds: '2', parallel: '4' }, 'review it\n- one\n- two'],
    ['pattern:pipeline', { pattern: 'pipeline' }, ''],
    ['skills:"" write it', { skills: '' }, 'write it'],
  ])('%s', (text, options, rest) => {
    expect(read(text)).toEqual({ kind: 'read', options, rest });
  });
});

describe('prose with colons stays what it is', () => {
  it.each([
    'Note: the deadline is Friday',
    'Compare these. Note: budget is tight',
    'TODO: write the tests',
    'http://example.org is down, find out why',
    'Find out why this is down: https://example.org/a:b',
    'https://example.org',
    'The server localhost:3000 does not answer',
    'Fix what happens at 12:30',
    'Read section 2:4 of the RFC',
    'Explain std::vector to me',
    'Copy C:\\temp to D:\\temp',
    'explore:find all API routes',
    'Use the pattern: singleton, and say why',
    'The budget: 2 dollars. Compare A AND B',
    'deal-review: Acme, 2 million',
    'Add a column user:id to the table',
    'Write about pattern:matching in Rust',
    'a:b c:d e:f',
    'Explain {"model":"opus"} please',
    'see file:///etc/hosts',
    '::1 is my address',
    'key:',
    ':value',
  ])('%s', (text) => {
    expect(read(text)).toEqual({ kind: 'read', options: {}, rest: text });
  });

  it('in the middle of a text even a known key is a word like any other', () => {
    expect(read('Compare model:opus with model:haiku in cost')).toMatchObject({ options: {} });
  });

  test('any text without a colon is untouched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const plain = text.replaceAll(':', '').trim();
        expect(read(plain)).toEqual({ kind: 'read', options: {}, rest: plain });
      }),
    );
  });

  test('options come off either end in any order, and the text between them stays', () => {
    const option = fc.tuple(fc.constantFrom(...OPTION_KEYS), fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/u));
    const options = fc.uniqueArray(option, { selector: ([key]) => key, maxLength: 5 });
    const text = fc.array(fc.constantFrom('compare', 'Note: this', 'A AND B', 'https://a.b', '"x:y"', 'THEN'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(options, fc.nat(), text, (list, cut, words) => {
        const typed = list.map(([key, value]) => `${key}:${value}`);
        const at = list.length === 0 ? 0 : cut % (list.length + 1);
        const whole = [...typed.slice(0, at), ...words, ...typed.slice(at)].join(' ');
        expect(read(whole)).toEqual({ kind: 'read', options: Object.fromEntries(list), rest: words.join(' ') });
      }),
    );
  });
});

describe('what is probably a slip', () => {
  it.each([
    ['patern:pipeline compare A', 'patern', 'pattern'],
    ['compare A skill:seo-audit', 'skill', 'skills'],
    ['buget:2 compare A', 'buget', 'budget'],
    ['pattern:pipeline speed:fast compare A', 'speed', null],
    ['pattern:pipeline persnoa:x compare A', 'persnoa', 'persona'],
  ])('%s', (text, typed, closest) => {
    expect(read(text)).toEqual({ kind: 'misread', problem: { kind: 'unknown-option', typed, closest } });
  });

  it('in a plain message it is nobody’s mistake', () => {
    expect(readOptions('set mode:dark', { spoken: true })).toEqual({ kind: 'read', options: {}, rest: 'set mode:dark' });
  });

  it('twice the same is a question', () => {
    expect(read('pattern:pipeline compare pattern:fan-out')).toEqual({ kind: 'misread', problem: { kind: 'option-twice', option: 'pattern' } });
  });
});

describe('commands', () => {
  it.each([
    ['/orchestrate pattern:pipeline compare A', 'orchestrate'],
    ['/plan-only compare A pattern:pipeline', 'plan-only'],
    ['@Baton pattern:pipeline compare A', 'auto'],
    ['@Baton orchestrate: pattern:pipeline compare A', 'orchestrate'],
    ['compare A pattern:pipeline', 'auto'],
  ])('%s', (text, mode) => {
    expect(readCommand(text)).toMatchObject({ kind: 'request', mode, task: 'compare A', typed: { pattern: 'pipeline' } });
  });

  it('of /parallel stand beside the tasks', () => {
    expect(readCommand('/parallel budget:1 "explore:find routes" "review it" model:opus')).toMatchObject({
      kind: 'request',
      task: '"explore:find routes" "review it"',
      typed: { budget: '1', model: 'opus' },
      givenPlan: { workstreams: [{ agent: 'explore' }, { agent: 'general' }] },
    });
    expect(readCommand('/parallel\nbudget:1\nexplore:find routes\nreview it')).toMatchObject({ kind: 'request', typed: { budget: '1' } });
  });

  it('tell the option from the command', () => {
    expect(readCommand('parallel:4 compare A')).toMatchObject({ kind: 'request', mode: 'auto', typed: { parallel: '4' } });
    expect(readCommand('parallel: "a b" "c d"')).toMatchObject({ kind: 'request', mode: 'parallel' });
  });

  it('keep what was said, for threads', () => {
    expect(readCommand('use model:opus')).toMatchObject({ task: 'use', said: 'use model:opus' });
  });

  it('without a task there is nothing to do', () => {
    expect(readCommand('/orchestrate pattern:pipeline')).toMatchObject({ kind: 'misread', problem: { kind: 'empty' } });
  });
});
