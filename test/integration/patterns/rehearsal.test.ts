/** For each pattern a whole run in rehearsal, with the shipped library, and what its workers were given. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXAMPLES, type PatternExample } from '../../../scripts/patterns/examples.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import { PATTERNS } from '../../../src/patterns/index.ts';
import type { Library } from '../../../src/ports/library.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { type Assembled, assembleFresh } from '../runtime/assembled.ts';
import { begin, overheard, planOf, shippedLibrary, toTheEnd, workCalls } from './runs.ts';

const { model, calls } = overheard(createRehearsalModel({ clock: systemClock }));
let baton: Assembled;
let library: Library;
beforeAll(async () => {
  library = await shippedLibrary();
  baton = await assembleFresh({ model, library });
});
beforeEach(() => {
  calls.length = 0;
});
afterAll(() => baton.close());

function exampleOf(pattern: string): PatternExample {
  const example = EXAMPLES[pattern];
  if (!example) throw new Error(`There is no example of ${pattern}.`);
  return example;
}

async function run(pattern: string) {
  const ended = await toTheEnd(baton, await begin(baton, exampleOf(pattern)));
  return { ended, plan: planOf(ended), work: workCalls(calls) };
}

describe.each(PATTERNS.map(({ name }) => name))('%s', (name) => {
  test('is planned, approved, run and answered; one persona at most in a prompt, and every result arrives', async () => {
    const { ended, plan, work } = await run(name);
    expect(plan.pattern).toBe(name);
    expect(statusWord(ended)).toBe('completed');
    expect(ended.answer?.kind).toBe('integrated');
    expect([...ended.workstreams.values()].map(({ status }) => status.kind)).toEqual(plan.workstreams.map(() => 'done'));
    // The human decided: nothing started without a yes.
    expect(ended.start?.by).toBe('ada');
    for (const { id, persona, skills, dependsOn } of plan.workstreams) {
      const call = work.get(id);
      if (!call) throw new Error(`[${id}] was never asked for.`);
      const text = `${call.system}\n${call.prompt}`;
      const thinking = library.personas().filter((one) => text.includes(bodyOf(one.text)));
      expect(thinking.map((one) => one.name)).toEqual(persona === null ? [] : [persona]);
      for (const skill of skills) expect(text).toContain(bodyOf(library.skill(skill)?.text ?? '?'));
      // What it builds on, and no other worker's result.
      expect(call.brief.buildsOn.toSorted()).toEqual(dependsOn.map((needed) => plan.workstreams.find((one) => one.id === needed)?.title).toSorted());
    }
    // Context carries forward.
    expect(ended.handoffs.map(({ phase }) => phase)).toEqual(plan.phases.map(({ id }) => id));
  });
});

/** A piece long enough to be nobody else's. */
function bodyOf(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim().length > 60)
      ?.trim() ?? text
  );
}

test('thirty files in five workers: everything is read once, by whoever has it as their share', async () => {
  const { request, files } = exampleOf('map-reduce');
  // Too many words to be read by whoever only plans.
  const long = files.map(({ name, text }) => ({ name, text: text.repeat(4) }));
  const ended = await toTheEnd(baton, await begin(baton, { request, files: long }));
  const [plan, work] = [planOf(ended), workCalls(calls)];
  expect(plan.workstreams).toHaveLength(5);
  const read = plan.workstreams.map(({ id }) => work.get(id)?.documents.map(({ name }) => name) ?? []);
  expect(read.flat().toSorted()).toEqual(ended.inputs.map(({ name }) => name).toSorted());
  expect(read.map(({ length }) => length).every((length) => length >= 4 && length <= 8)).toBe(true);
  for (const [index, { id }] of plan.workstreams.entries()) {
    const others = read.flatMap((names, position) => (position === index ? [] : names));
    for (const other of others) expect(work.get(id)?.prompt).not.toContain(other);
  }
  // Who weighs and plans sees what there is, not all that it says.
  const before = calls.filter(({ brief }) => brief.subject.kind === 'assessment' || brief.subject.kind === 'plan');
  expect(before.map(({ documents }) => documents.map(({ name }) => name))).toEqual([['overview of the files'], ['overview of the files']]);
  // The reduce is Baton's own integration, of all five results.
  expect(calls.find(({ brief }) => brief.subject.kind === 'synthesis')?.brief.buildsOn).toHaveLength(5);
});

test('the six-week launch: four phases, three personas, the skills of each phase', async () => {
  const { plan } = await run('solo-sprint');
  expect(plan.composition).toBe('six-week-launch');
  expect(plan.phases.map(({ persona }) => persona)).toEqual(['startup-cto', 'growth-marketer', 'solo-founder', 'solo-founder']);
  expect(plan.phases.map(({ skills }) => [...skills].toSorted())).toEqual([
    ['aws-solution-architect', 'senior-frontend'],
    ['copywriting', 'launch-strategy', 'seo-audit'],
    ['analytics-tracking', 'email-sequence'],
    ['copy-editing', 'form-cro'],
  ]);
  const tasks = plan.workstreams.map(({ task }) => task).join('\n');
  expect(tasks).toContain('Idea: the idea given here');
  expect(plan.workstreams[0]?.given).toContainEqual({ name: 'idea', text: expect.stringContaining('A page where small teams keep their on-call notes') });
  expect(tasks).toContain('(numbers: not given)');
  expect(tasks).not.toContain('{{');
});
