/** Instead of a plan: another pattern, or an answer without one. Given, when, then. */
import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/engine/judgement.ts';
import { NO_OPTIONS } from '../../src/engine/request-options.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { ANN, BOB, by, kinds, PLAN, phase, requestOf, scenario, started, work } from './scenario.ts';

const FLAT = { ...PLAN, pattern: 'fan-out', phases: [phase('p1', ['1', '2', '3'])], workstreams: [work('1'), work('2'), work('3')] };
const JUDGED: Judgement = { answers: [], branch: { kind: 'none' }, pattern: 'mixed', insteadOf: null, stages: [1] };

function proposed(more: Parameters<typeof requestOf>[0] = {}) {
  const run = scenario(requestOf(more));
  const complexity = { level: 'MODERATE', score: 3, indicators: [], raisedBy: null } as const;
  run.succeed('assessment', { kind: 'assessment', complexity, suggestedPattern: 'mixed', judgement: JUDGED });
  run.succeed('plan');
  return run;
}

const offered = (run: ReturnType<typeof proposed>) => [...run.state().decisions.values()].at(-1)?.options.map(({ id }) => id);

describe('another pattern', () => {
  it('is offered with what it costs, and without the pattern that the plan has', () => {
    const run = proposed();
    expect(offered(run)).toEqual(['approve', 'other-pattern', 'answer-inline', 'cancel']);
    const [, other, inline] = [...run.state().decisions.values()].at(-1)?.options ?? [];
    expect(other).toMatchObject({ needsText: true, addsUsd: expect.any(Number), choices: expect.arrayContaining(['fan-out', 'expert-panel']) });
    expect(other?.choices).not.toContain('mixed');
    expect(inline?.addsUsd).toBeGreaterThan(0);
  });

  it('is planned again, bound to it, and asked about again', () => {
    const run = proposed();
    const decided = run.answer('other-pattern', { text: 'fan-out', actor: by(BOB) });
    expect(kinds(decided)).toEqual(['decision-answered', 'pattern-chosen', 'attempt-started']);
    expect(decided.events[1]).toEqual({ kind: 'pattern-chosen', pattern: 'fan-out', by: BOB, dropped: ['1', '2', '3'] });
    expect(run.state()).toMatchObject({ stage: { kind: 'planning' }, proposal: null, replans: 1, options: { pattern: 'fan-out' } });
    expect(kinds(run.succeed('plan', { kind: 'plan', plan: PLAN }))[0]).toBe('attempt-failed');
    run.succeed('plan', { kind: 'plan', plan: FLAT });
    expect(run.state().proposal).toMatchObject({ revision: 2, plan: { pattern: 'fan-out' } });
    expect(offered(run)).toContain('approve');
    run.answer('approve');
    expect(run.state().stage.kind).toBe('running');
  });

  it('takes the votes with it', () => {
    const run = proposed({ settings: { ...DEFAULT_SETTINGS, approvals_needed: 2 } });
    run.answer('approve', { actor: by(BOB) });
    run.answer('other-pattern', { text: 'fan-out' });
    run.succeed('plan', { kind: 'plan', plan: FLAT });
    expect([...run.state().decisions.values()].at(-1)?.votes).toEqual([]);
    expect(kinds(run.answer('approve', { actor: by(ANN) }))).toEqual(['decision-voted']);
  });

  it('must be one that there is', () => {
    const run = proposed();
    expect(run.answer('other-pattern', { text: 'waterfall' }).events[0]).toMatchObject({ kind: 'refused', reason: { kind: 'unknown-choice' } });
    expect(run.answer('other-pattern').events[0]).toMatchObject({ kind: 'refused', reason: { kind: 'text-needed' } });
    expect(run.state().stage.kind).toBe('awaiting-approval');
  });

  it('can be chosen three times', () => {
    const run = proposed();
    for (const pattern of ['fan-out', 'mixed', 'fan-out']) {
      run.answer('other-pattern', { text: pattern });
      run.succeed('plan', { kind: 'plan', plan: pattern === 'mixed' ? PLAN : FLAT });
    }
    expect(offered(run)).toEqual(['approve', 'cancel']);
  });

  it('is not there for tasks that were given', () => {
    const run = started();
    expect([...run.state().decisions.values()][0]?.options.map(({ id }) => id)).toEqual(['approve', 'cancel']);
  });

  it('forgets what the planning before had failed at', () => {
    const run = scenario(requestOf());
    run.succeed('assessment');
    run.fail('plan');
    run.succeed('plan');
    run.answer('other-pattern', { text: 'fan-out' });
    expect(run.state().tries.has('plan')).toBe(false);
  });

  it('can be had of a plan that is only shown, also where there was none', () => {
    const shown = proposed({ mode: 'plan-only' });
    expect(offered(shown)).toEqual(['run', 'other-pattern', 'answer-inline', 'dismiss']);
    shown.answer('other-pattern', { text: 'fan-out' });
    shown.succeed('plan', { kind: 'plan', plan: FLAT });
    expect(shown.state().stage.kind).toBe('shown');
    const simple = scenario(requestOf({ mode: 'plan-only' }));
    simple.succeed('assessment', { kind: 'assessment', complexity: { level: 'SIMPLE', score: 0, indicators: [], raisedBy: null }, suggestedPattern: 'inline' });
    expect(offered(simple)).toEqual(['run', 'other-pattern', 'dismiss']);
    simple.answer('other-pattern', { text: 'mixed' });
    expect(simple.running()).toEqual(['plan']);
  });
});

describe('an answer without a plan', () => {
  it('is written and ends the run', () => {
    const run = proposed();
    expect(kinds(run.answer('answer-inline'))).toEqual(['decision-answered', 'pattern-chosen', 'attempt-started']);
    expect(run.running()).toEqual(['inline']);
    run.succeed('inline');
    expect(run.state().stage).toMatchObject({ kind: 'ended', outcome: 'completed' });
    expect(run.state().workstreams.size).toBe(0);
  });
});

describe('a model for all workstreams', () => {
  it('does the work, while Baton’s own calls keep theirs', () => {
    const run = scenario(requestOf({ options: { ...NO_OPTIONS, model: 'claude-opus-5-5' } }));
    run.succeed('assessment');
    run.succeed('plan');
    run.answer('approve');
    const models = run.log().flatMap((event) => (event.kind === 'attempt-started' ? [[event.attempt.subject.kind, event.attempt.model]] : []));
    expect(models).toEqual([
      ['assessment', 'claude-haiku-5-5'],
      ['plan', 'claude-sonnet-5-5'],
      ['workstream', 'claude-opus-5-5'],
      ['workstream', 'claude-opus-5-5'],
    ]);
  });

  it('is in the estimate', () => {
    const estimate = (model: 'claude-opus-5-5' | null) => {
      const run = scenario(requestOf({ options: { ...NO_OPTIONS, model } }));
      run.succeed('assessment');
      run.succeed('plan');
      return run.state().proposal?.estimate.p50Usd ?? 0;
    };
    expect(estimate('claude-opus-5-5')).toBeGreaterThan(estimate(null));
  });
});
