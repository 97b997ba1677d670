import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, readCommand } from '../../commands/index.ts';
import { planProblems } from '../../src/engine/plan-rules.ts';

describe('/parallel', () => {
  it.each([
    ['straight quotes', '/parallel "explore:find all API routes" "plan: weigh them" "review the login flow"'],
    ['curly quotes', '/parallel “explore:find all API routes” “plan: weigh them” “review the login flow”'],
    ['quotes curled on one side', '/parallel ”explore:find all API routes” "plan: weigh them“ „review the login flow“'.replace('”explore', '“explore')],
    ['angled and single quotes', "/parallel «explore:find all API routes» 'plan: weigh them' ‘review the login flow’"],
    ['prefixes before the quote', '/parallel explore:"find all API routes" PLAN:"weigh them" general-purpose:"review the login flow"'],
    ['line breaks and commas between', '/parallel "explore:find all API routes",\n"plan: weigh them";\n"review the login flow"'],
    ['a line each', '/parallel\nexplore: find all API routes\nplan: weigh them\nreview the login flow'],
    ['a pasted list', '/parallel\n- explore: find all API routes\n2. plan: weigh them\n• review the login flow'],
  ])('takes %s', (_, text) => {
    expect(partsOf(readCommand(text))).toEqual([
      ['explore', 'find all API routes'],
      ['plan', 'weigh them'],
      ['general', 'review the login flow'],
    ]);
  });

  it('keeps quotes, apostrophes and line breaks inside a task', () => {
    expect(partsOf(readCommand(`${String.raw`/parallel "say \"hi\" to everyone" 'don’t stop, it''s fine' "two`}\nlines"`))).toEqual([
      ['general', 'say "hi" to everyone'],
      ['general', "don’t stop, it''s fine"],
      ['general', 'two\nlines'],
    ]);
  });

  it('keeps a curly pair that stands inside straight quotes', () => {
    expect(partsOf(readCommand('/parallel "explore:list all “API” routes" "plan:name the “best” one“ "go on"'))).toEqual([
      ['explore', 'list all “API” routes'],
      ['plan', 'name the “best” one'],
      ['general', 'go on'],
    ]);
  });

  it('makes a plan that the engine accepts, and keeps what was typed', () => {
    const read = readCommand('/parallel "explore:a" "b"');
    expect(read).toMatchObject({ kind: 'request', mode: 'parallel', task: '"explore:a" "b"' });
    expect(read.kind === 'request' && read.givenPlan && planProblems(read.givenPlan)).toEqual([]);
  });

  it.each([
    ['/parallel', { kind: 'empty' }],
    ['/parallel "only one"', { kind: 'part-count', count: 1, least: 2, most: 7 }],
    ['/parallel one line without quotes', { kind: 'part-count', count: 1, least: 2, most: 7 }],
    ['/parallel "1" "2" "3" "4" "5" "6" "7" "8"', { kind: 'part-count', count: 8, least: 2, most: 7 }],
    ['/parallel "a" b "c"', { kind: 'outside-quotes', typed: 'b' }],
    ['/parallel "a" "b', { kind: 'open-quote', part: 2 }],
    ['/parallel "a" "explore:"', { kind: 'empty-part', part: 2 }],
    [`/parallel "a" "${'w '.repeat(501)}"`, { kind: 'long-part', part: 2, words: 501, limit: 500 }],
  ])('%j gets help with the reason', (text, problem) => {
    expect(readCommand(text)).toEqual({ kind: 'misread', topic: 'parallel', problem });
  });

  it('gives back any two to seven quoted tasks, in order', () => {
    const task = fc.stringMatching(/^[a-zäß漢 .,!?()-]{1,40}$/u).map((text) => `t${text.trim()}`);
    fc.assert(
      fc.property(fc.array(task, { minLength: 2, maxLength: 7 }), fc.constantFrom('""', '“”', '«»'), (tasks, [open = '"', close = '"']) => {
        const read = readCommand(`/parallel ${tasks.map((one) => `${open}${one}${close}`).join(' ')}`);
        expect(partsOf(read).map(([, text]) => text)).toEqual(tasks);
      }),
    );
  });
});

function partsOf(command: Command): readonly (readonly [string, string])[] {
  if (command.kind !== 'request') throw new Error(`It was not read as a request but as ${JSON.stringify(command)}.`);
  return (command.givenPlan?.workstreams ?? []).map(({ agent, task }) => [agent, task] as const);
}
