/** The rehearsal model: plausible, deterministic, marked, free; and it fails when it is told to. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessmentSchema, ballotSchema, checkSchema, planDraftSchema, synthesisSchema } from '../../src/engine/answers.ts';
import { weigh } from '../../src/engine/complexity.ts';
import { BRANCHES, firstYes } from '../../src/engine/decision-tree.ts';
import { explicitParts } from '../../src/engine/parts.ts';
import { planProblems } from '../../src/engine/plan-rules.ts';
import { NO_OPTIONS } from '../../src/engine/request-options.ts';
import { reviewSchema } from '../../src/engine/supervision.ts';
import { createRehearsalModel } from '../../src/model/rehearsal.ts';
import { buildPlan } from '../../src/patterns/index.ts';
import type { ReviewBrief } from '../../src/ports/model.ts';
import { createHandClock } from '../fakes/hand-clock.ts';
import { modelCall, never, SUBJECTS } from '../fakes/model-calls.ts';

const PERSONAS = ['startup-cto', 'devops-engineer', 'security-expert', 'performance-expert', 'architecture-expert', 'growth-marketer'];
const model = createRehearsalModel({ clock: createHandClock() });

async function planFor(request: string, personas: readonly string[] = PERSONAS) {
  const call = modelCall({ prompt: `Personas: ${personas.join(', ')}`, brief: { subject: SUBJECTS.plan, request, task: request } });
  const outcome = await model.fill({ ...call, schema: planDraftSchema, schemaName: 'plan' }, never);
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  const built = buildPlan(outcome.value, { task: request, personas, skills: [], templates: [], inputs: [], items: [], options: NO_OPTIONS, level: null });
  if (built.kind !== 'plan') throw new Error(built.problems.join(' '));
  expect(planProblems(built.plan)).toEqual([]);
  return built.plan;
}

async function assess(request: string) {
  const call = modelCall({ brief: { subject: SUBJECTS.assessment, request, task: request } });
  const outcome = await model.fill({ ...call, schema: assessmentSchema, schemaName: 'assessment' }, never);
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  const branch = firstYes(outcome.value.tree);
  return { ...weigh(outcome.value.indicators, explicitParts(request).count), pattern: branch === null ? 'mixed' : BRANCHES[branch] };
}

const README_REQUEST = 'Compare three ways to store audit logs AND write a migration plan THEN review it for risk';

describe('plans', () => {
  test("follow the request's own AND and THEN", async () => {
    const plan = await planFor(README_REQUEST);
    expect(plan.pattern).toBe('mixed');
    expect(plan.workstreams.map(({ title, agent, persona, dependsOn }) => [title, agent, persona, dependsOn])).toEqual([
      ['Compare three ways to store audit logs', 'explore', null, []],
      ['Write a migration plan', 'general', 'devops-engineer', []],
      ['Review it for risk', 'plan', 'security-expert', ['1', '2']],
    ]);
  });

  test.each([
    ['Add auth AND logging AND tests', 'fan-out', 3],
    ['Create the schema THEN implement the API THEN add tests', 'pipeline', 3],
    ['Add auth, logging and tests', 'fan-out', 3],
    ['review this design for production readiness', 'expert-panel', 3],
    ['Write a launch announcement for the new app', 'mixed', 4],
    ['A AND B AND C AND D AND E AND F AND G AND H THEN I', 'mixed', 7],
  ])('%s', async (request, pattern, count) => {
    const plan = await planFor(request);
    expect([plan.pattern, plan.workstreams.length]).toEqual([pattern, count]);
  });

  test('a panel has ballots by different experts, and without personas there is no panel', async () => {
    const plan = await planFor('review this design for production readiness');
    expect(plan.workstreams.map(({ output }) => output)).toEqual(['ballot', 'ballot', 'ballot']);
    expect((await planFor('review this design for production readiness', [])).pattern).toBe('mixed');
  });

  test('a mark lands in the workstream whose part holds it, and in no title', async () => {
    const plan = await planFor('Compare options [[fail:2]] AND write a plan THEN review it [[slow:30s]]');
    expect(plan.workstreams.map(({ task }) => task.match(/\[\[.*?\]\]/u)?.[0] ?? null)).toEqual(['[[fail:2]]', null, '[[slow:30s]]']);
    expect(plan.workstreams.map(({ title }) => title).join()).not.toContain('[[');
    const whole = await planFor('Write a launch announcement for the new app [[fail]]');
    expect(whole.workstreams.map(({ task }) => task.includes('[[fail]]'))).toEqual([true, false, false, false]);
  });

  test('any request at all gets a plan that holds to the rules', async () => {
    const word = fc.oneof(fc.constantFrom('AND', 'THEN', 'review', ',', '\n- ', '[[fail]]', 'and', '"', '…'), fc.string({ unit: 'grapheme', maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 60 }), fc.subarray(PERSONAS), async (words, personas) => {
        await planFor(words.join(' '), personas);
      }),
      { numRuns: 300 },
    );
  });

  test('a request of 10,000 characters keeps every task within 500 words', async () => {
    await planFor(`${'write a word about it '.repeat(240)} [[fail]] AND ${'compare two things '.repeat(280)}`);
  });
});

describe('assessments', () => {
  test.each([
    ['What is the capital of France?', 'SIMPLE', 'inline'],
    ['How do I migrate from MySQL to Postgres?', 'SIMPLE', 'inline'],
    ['Summarise the notes', 'SIMPLE', 'inline'],
    ['review this design for production readiness', 'MODERATE', 'expert-panel'],
    ['Kaufe Brot AND koche Tee', 'MODERATE', 'fan-out'],
    [README_REQUEST, 'COMPLEX', 'mixed'],
    ['Build auth AND audit logging AND the API AND a deployment pipeline AND docs THEN migrate all existing customers', 'EPIC', 'mixed'],
  ])('%s', async (request, level, pattern) => {
    expect(await assess(request)).toMatchObject({ level, pattern });
  });
});

describe('fault marks', () => {
  async function work(task: string, tryNumber = 1) {
    return model.write({ ...modelCall({ brief: { task, tryNumber } }), resultTag: true }, never);
  }

  test('[[fail]] always fails', async () => {
    for (const tryNumber of [1, 2, 3, 9]) expect(await work('Do it [[fail]]', tryNumber)).toMatchObject({ kind: 'failed', failure: { kind: 'rehearsed' } });
  });

  test('[[fail:2]] fails the first two tries', async () => {
    const kinds = await Promise.all([1, 2, 3].map(async (tryNumber) => (await work('Do it [[fail:2]]', tryNumber)).kind));
    expect(kinds).toEqual(['failed', 'failed', 'ok']);
  });

  test('[[malformed]] is malformed output', async () => {
    expect(await work('Do it [[malformed]]')).toMatchObject({ failure: { kind: 'malformed-output' } });
  });

  test('[[slow:30s]] answers after thirty seconds of the clock', async () => {
    const clock = createHandClock();
    const slow = createRehearsalModel({ clock });
    let ended = false;
    const outcome = slow.write({ ...modelCall({ timeoutMs: 60_000, brief: { task: 'Do it [[slow:30s]]' } }), resultTag: true }, never).finally(() => {
      ended = true;
    });
    await clock.advance(29_999);
    expect(ended).toBe(false);
    await clock.advance(1);
    expect((await outcome).kind).toBe('ok');
  });

  test("marks of the request do not touch Baton's own calls", async () => {
    const call = modelCall({ brief: { subject: SUBJECTS.synthesis, request: 'x [[fail]]', task: 'x [[fail]]' } });
    expect((await model.fill({ ...call, schema: synthesisSchema, schemaName: 'synthesis' }, never)).kind).toBe('ok');
  });
});

describe('answers', () => {
  test('say that they are a rehearsal, and name title, persona and what they build on', async () => {
    const call = modelCall({ brief: { title: 'Write it [[fail:0]]', persona: 'security-expert', buildsOn: ['Compare options'] } });
    const outcome = await model.write({ ...call, resultTag: true }, never);
    const value = outcome.kind === 'ok' ? outcome.value : '';
    for (const part of ['Rehearsal', 'Write it', 'security-expert', 'Compare options']) expect(value).toContain(part);
    expect(value).not.toContain('[[');
    expect(outcome).toEqual(await model.write({ ...call, resultTag: true }, never));
  });

  test('the first round of a loop does not pass, the second does', async () => {
    const verdict = async (round: number) => {
      const call = modelCall({ brief: { subject: { ...SUBJECTS.check, round } } });
      const outcome = await model.fill({ ...call, schema: checkSchema, schemaName: 'check' }, never);
      return outcome.kind === 'ok' && outcome.value.passed;
    };
    expect([await verdict(1), await verdict(2)]).toEqual([false, true]);
  });

  test('experts agree, each always the same, unless a mark makes one of them see a red', async () => {
    const ballots = async (request: string, task = 'Judge it.') =>
      Promise.all(
        ['security-expert', 'performance-expert', 'architecture-expert'].map(async (persona, index) => {
          const call = modelCall({ brief: { request, persona, task: index === 0 ? task : 'Judge it.' } });
          const outcome = await model.fill({ ...call, schema: ballotSchema, schemaName: 'ballot' }, never);
          if (outcome.kind !== 'ok') throw new Error(outcome.kind);
          return outcome.value;
        }),
      );
    const agreed = (await Promise.all(Array.from({ length: 30 }, (_, index) => ballots(`review design ${index}`)))).flat();
    expect(new Set(agreed.map(({ position }) => position))).toEqual(new Set(['ready-with-conditions']));
    expect(agreed.every(({ risk, domains }) => risk !== 'red' && domains.every((one) => one.risk !== 'red'))).toBe(true);
    expect(await ballots('review design 4')).toEqual(agreed.slice(12, 15));
    expect((await ballots('review design 4', 'Judge it. [[red]]')).map(({ risk }) => risk === 'red')).toEqual([true, false, false]);
  });

  test('a supervisor takes the steps of the request one after the other, sends back what a mark says, and ends', async () => {
    const first = { pieces: 1, room: 6, others: 0, standing: [1], uncovered: [], agent: 'explore', failed: false, sentBack: 0 } as const;
    const chosen = async (review: Partial<ReviewBrief>, task = 'Compare the stores') => {
      const request = 'Compare the stores AND list the duties THEN write the guide';
      const call = modelCall({ brief: { subject: SUBJECTS.review, request, task, review: { ...first, ...review } } });
      const outcome = await model.fill({ ...call, schema: reviewSchema, schemaName: 'review' }, never);
      if (outcome.kind !== 'ok') throw new Error(outcome.kind);
      return outcome.value;
    };
    expect(await chosen({})).toMatchObject({ choice: 'spawn', next: { title: 'List the duties', dependsOn: [] } });
    expect(await chosen({ pieces: 2, standing: [1, 2] })).toMatchObject({ choice: 'spawn', next: { title: 'Write the guide', dependsOn: [1, 2] } });
    expect(await chosen({ pieces: 3, standing: [1, 2, 3] })).toMatchObject({ choice: 'finish' });
    expect(await chosen({ pieces: 3, uncovered: [2] })).toMatchObject({ choice: 'spawn', next: { parts: [2] } });
    expect(await chosen({ pieces: 3, others: 1 })).toMatchObject({ choice: 'accept' });
    expect(await chosen({ pieces: 2, room: 0 })).toMatchObject({ choice: 'finish' });
    expect(await chosen({}, 'Compare [[redo]] [[reassign]]')).toMatchObject({ choice: 'redo' });
    expect(await chosen({ sentBack: 1 }, 'Compare [[redo]] [[reassign]]')).toMatchObject({ choice: 'reassign', agent: 'plan' });
    expect(await chosen({ sentBack: 2 }, 'Compare [[redo]] [[reassign]]')).toMatchObject({ choice: 'spawn' });
    expect(await chosen({ failed: true })).toMatchObject({ choice: 'reassign' });
    expect(await chosen({ failed: true, sentBack: 1 })).toMatchObject({ choice: 'accept' });
  });
});
