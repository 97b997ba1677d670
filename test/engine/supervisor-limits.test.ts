/** What a supervisor's choices are held to: 500 words for each piece, and no part of the request left out unsaid. */
import { describe, expect, test } from 'vitest';
import { workstreamId } from '../../src/engine/ids.ts';
import type { CallResult } from '../../src/engine/input.ts';
import type { Workstream } from '../../src/engine/plan.ts';
import type { Review } from '../../src/engine/supervision.ts';
import { ANN, by, type Scenario, scenario, work } from './scenario.ts';
import { accept, begun, cardOf, decide, finish, planOf, reassign, redo, spawn, supervised } from './supervised.ts';

const LONG = Array.from({ length: 480 }, () => 'word').join(' ');

describe('a piece that is too long', () => {
  const long = spawn('2', ['1'], { task: LONG });

  test('goes back once with the reason, and is then refused in the thread', () => {
    const run = begun();
    run.succeed('workstream 1');
    expect(decide(run, long).events[0]).toMatchObject({
      kind: 'attempt-failed',
      failure: { kind: 'choice-rejected', detail: expect.stringMatching(/comes to \d+ words with its role and rules; at most 500/u) },
    });
    decide(run, long);
    expect(run.state().supervision.decisions).toMatchObject([{ round: 1, approval: null, refused: { kind: 'too-long' } }]);
    expect(planOf(run).workstreams.map(({ id }) => id)).toEqual(['1']);
    const card = cardOf(run, 'supervised:1');
    expect(card).toContain('It wants to add “Work 2”, building on [1] (explore).');
    expect(card).toMatch(/Not carried out: The prompt of this piece would have \d+ words, and at most 500 are allowed/u);
  });

  test('is refused at once when it was refused just before, and a shorter one is taken', () => {
    const run = begun();
    run.succeed('workstream 1');
    decide(run, long);
    decide(run, long);
    expect(run.running()).toEqual(['review']);
    decide(run, long);
    expect(run.state().supervision.decisions.map(({ refused }) => refused?.kind)).toEqual(['too-long', 'too-long']);
    decide(run, spawn('2', ['1']));
    expect(run.running()).toEqual(['workstream 2']);
  });

  test('is one with its notes too, and nothing is sent back with them', () => {
    for (const back of [{ ...redo, notes: LONG }, reassign({ notes: LONG })]) {
      const run = begun();
      run.succeed('workstream 1');
      decide(run, back);
      decide(run, back);
      expect(run.state().workstreams.get(workstreamId('1'))?.status.kind).toBe('done');
      expect(planOf(run).workstreams[0]?.agent).toBe('explore');
      expect(run.running()).toEqual(['review']);
    }
  });

  test('counts a template’s words, and is not held against what people approved as it was', () => {
    const run = begun({}, supervised([work('1', [], { agent: 'explore', task: LONG })]));
    run.succeed('workstream 1');
    decide(run, redo);
    expect(run.running()).toEqual(['workstream 1']);
    run.succeed('workstream 1');
    const sizes = { 'template:vast': { words: 900, bytes: 5_000 } };
    const sized: Review = { choice: 'spawn', reason: 'So.', added: work('2', [], { agent: 'explore', template: 'vast' }), correction: null, sizes };
    expect(decide(run, sized).events[0]).toMatchObject({ kind: 'attempt-failed', failure: { kind: 'choice-rejected' } });
  });

  test('uses up its rounds, and the work ends with what there is', () => {
    const run = begun({}, supervised(undefined, 2));
    run.succeed('workstream 1');
    decide(run, long);
    decide(run, long);
    decide(run, long);
    expect(run.running()).toEqual(['handoff p1']);
  });
});

describe('the parts of the request', () => {
  const PARTS = { maxRounds: 10, parts: ['compare the stores', 'write the plan'] };
  const named = (first: readonly Workstream[] = [work('1', [], { agent: 'explore', parts: [1] })], growth = PARTS) => ({ ...supervised(first), growth });
  const ended = (run: Scenario) => {
    run.succeed('handoff p1');
    run.succeed('synthesis');
    return cardOf(run, 'end');
  };

  const judged = (stages: readonly number[]): CallResult => ({
    kind: 'assessment',
    complexity: { level: 'MODERATE', score: 3, indicators: [], raisedBy: null },
    suggestedPattern: 'supervisor',
    judgement: { answers: [], branch: { kind: 'chosen' }, pattern: 'supervisor', insteadOf: null, stages },
  });

  test.each([finish, accept])('are not dropped: what would leave one out goes back twice with the reason', (last) => {
    const run = begun({}, named());
    run.succeed('workstream 1');
    for (let time = 0; time < 2; time += 1) {
      expect(decide(run, last).events[0]).toMatchObject({
        kind: 'attempt-failed',
        failure: { kind: 'choice-rejected', detail: expect.stringContaining('No workstream does part 2 of the request ("write the plan")') },
      });
    }
    decide(run, last);
    expect(run.running()).toEqual(['handoff p1']);
    const text = ended(run);
    expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'partial' });
    expect(text).toContain('Done in part');
    expect(text).toContain('Coverage: 1 of 1 workstreams. Of the request, no workstream did part 2 (“write the plan”).');
  });

  test('are covered by pieces that name them', () => {
    const run = begun({}, named());
    run.succeed('workstream 1');
    decide(run, spawn('2', ['1'], { parts: [2] }));
    run.succeed('workstream 2');
    decide(run, finish);
    expect(run.running()).toEqual(['handoff p1']);
    expect(ended(run)).toContain('Coverage: 2 of 2 workstreams.');
    expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'completed' });
  });

  test('are not asked for again, nor told as missing, once people took them out', () => {
    const run = scenario();
    const growth = { maxRounds: 10, parts: ['compare the stores', 'write the plan'] };
    const first = [work('1', [], { agent: 'explore', parts: [1] }), work('2', [], { agent: 'explore', parts: [2] })];
    run.succeed('assessment');
    run.succeed('plan', { kind: 'plan', plan: { ...supervised(first), growth } });
    run.when({ kind: 'edit-plan', actor: by(ANN), baseHash: null, edits: [{ kind: 'drop', workstream: workstreamId('2') }] });
    run.answer('approve');
    run.succeed('workstream 1');
    expect(decide(run, finish).events[0]).toMatchObject({ kind: 'attempt-succeeded' });
    expect(ended(run)).toContain('Coverage: 1 of 1 workstreams.');
    expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'completed' });
  });

  test('are told as missing where there is no room for them', () => {
    const run = begun({}, named(['1', '2', '3', '4', '5', '6', '7'].map((id) => work(id, [], { agent: 'explore', parts: [1] }))));
    run.succeed('workstream 1');
    expect(decide(run, finish).events[0]).toMatchObject({ kind: 'attempt-succeeded' });
  });

  test('hold nothing up while others are at work', () => {
    const run = begun({}, named(['1', '2'].map((id) => work(id, [], { agent: 'explore', parts: [1] }))));
    run.succeed('workstream 1');
    expect(decide(run, accept).events[0]).toMatchObject({ kind: 'attempt-succeeded' });
  });

  test.each([
    ['a part that is not there', spawn('2', ['1'], { parts: [3] }), /names part 3; the request has 2/u],
    ['what comes after a THEN, waiting for nothing before it', spawn('2', [], { parts: [2] }), /comes after a THEN in the request, but waits for none of 1/u],
  ] as const)('keep a new piece in its place: %s', (_, review, problem) => {
    const run = scenario();
    run.succeed('assessment', judged([1, 1]));
    run.succeed('plan', { kind: 'plan', plan: named() });
    run.answer('approve');
    run.succeed('workstream 1');
    expect(decide(run, review).events[0]).toMatchObject({ kind: 'attempt-failed', failure: { detail: expect.stringMatching(problem) } });
  });

  test('are not put together in one piece while there is room for each', () => {
    const run = scenario();
    run.succeed('assessment', judged([1, 2]));
    run.succeed('plan', { kind: 'plan', plan: named(undefined, { maxRounds: 10, parts: ['compare', 'write', 'test'] }) });
    run.answer('approve');
    run.succeed('workstream 1');
    expect(decide(run, spawn('2', ['1'], { parts: [2, 3] })).events[0]).toMatchObject({
      failure: { detail: 'The new piece does parts 2, 3 of the request, and there is room for a piece for each of them.' },
    });
    decide(run, spawn('2', ['1'], { parts: [1, 2] }));
    expect(run.running()).toEqual(['workstream 2']);
  });

  test('are not asked of plans of an earlier release, which name none', () => {
    const run = begun();
    run.succeed('workstream 1');
    decide(run, finish);
    expect(ended(run)).toContain('Coverage: 1 of 1 workstreams.');
  });
});
