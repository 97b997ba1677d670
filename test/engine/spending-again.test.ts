/** Work that is done again costs again: it takes as many people as going ahead does, at the price of the model that does it. */
import { describe, expect, it } from 'vitest';
import { GENERAL_RULE } from '../../src/engine/answer-rule.ts';
import { personId, workstreamId } from '../../src/engine/ids.ts';
import type { Override } from '../../src/engine/input.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { ANN, BOB, by, kinds, PLAN, ref, requestOf, type Scenario, scenario, started, TIMEOUT, work } from './scenario.ts';

const EVE = by(personId('eve'));
const TWO = { ...GENERAL_RULE, needed: 2 };
const ONE = workstreamId('1');

function changing(more: Partial<Extract<Override, { kind: 'change' }>>): Extract<Override, { kind: 'change' }> {
  return { kind: 'change', workstream: ONE, agent: null, persona: null, skills: null, model: null, task: null, ...more };
}
const opus = { kind: 'override', actor: by(ANN), change: changing({ model: 'claude-opus-5-5' }) } as const;
const retryPrice = (run: Scenario) => openDecisions(run.state())[0]?.options.find(({ id }) => id === 'retry')?.addsUsd ?? 0;

function failed(settings: Parameters<typeof started>[1] = {}): Scenario {
  const run = started({ ...PLAN, workstreams: [work('1', [], { agent: 'explore' }), work('2'), work('3', ['1', '2'])] }, settings);
  run.fail('workstream 1', TIMEOUT, 3);
  return run;
}

describe('where two must agree on what follows a failure', () => {
  it('a retry takes both, and what each of them added goes with it', () => {
    const run = failed({ failure_policy: TWO });
    expect(kinds(run.answer('retry-with-context', { actor: by(BOB), text: 'In euros.' }))).toEqual(['decision-voted']);
    expect(run.running()).toEqual(['workstream 2']);
    expect(kinds(run.answer('retry-with-context', { actor: EVE, text: 'Per year.' }))).toContain('workstream-requeued');
    expect(run.state().notes.map(({ by, text }) => [by, text])).toEqual([
      [BOB, 'In euros.'],
      [EVE.id, 'Per year.'],
    ]);
  });

  it.each(['retry', 'loop'] as const)('%s is not done on the word of one', (option) => {
    const run = failed({ failure_policy: TWO });
    expect(kinds(run.answer(option))).toEqual(['decision-voted']);
    expect(kinds(run.answer(option, { actor: EVE }))).toContain('workstream-requeued');
  });

  it('what spends nothing takes one: going on without it, or a result by hand', () => {
    expect(kinds(failed({ failure_policy: TWO }).answer('continue'))).toContain('gap-accepted');
    const supplied = failed({ failure_policy: TWO }).answer('supply', { text: 'x', supplied: ref('by-hand') });
    expect(kinds(supplied)).toContain('workstream-supplied');
  });
});

describe('another model', () => {
  it('before the start takes the votes back and is proposed at its own price', () => {
    const run = scenario(requestOf({ givenPlan: PLAN, settings: { ...DEFAULT_SETTINGS, approvals_needed: 2 } }));
    run.answer('approve', { actor: by(BOB) });
    const before = run.state().proposal?.estimate.p90Usd ?? 0;
    const decided = run.when(opus);
    expect(kinds(decided)).toEqual(['workstream-changed', 'decision-voided', 'plan-proposed', 'decision-asked']);
    expect(run.state().proposal).toMatchObject({ revision: 2, change: { dropped: [], changed: ['1'] } });
    expect(run.state().proposal?.estimate.p90Usd).toBeGreaterThan(before);
    expect(run.state().workstreams.get(ONE)?.model).toBe('claude-opus-5-5');
    expect(openDecisions(run.state())[0]?.votes).toEqual([]);
  });

  it('and so do other skills', () => {
    const run = scenario(requestOf({ givenPlan: PLAN, settings: { ...DEFAULT_SETTINGS, approvals_needed: 2 } }));
    run.answer('approve', { actor: by(BOB) });
    run.when({ ...opus, change: changing({ skills: ['terse'], task: 'Another task.' }) });
    expect(openDecisions(run.state()).map(({ votes }) => votes)).toEqual([[]]);
    expect(run.state().proposal?.plan.workstreams[0]).toMatchObject({ skills: ['terse'], task: 'Another task.' });
  });

  it('for what failed is asked about anew, at its own price', () => {
    const run = failed();
    const before = retryPrice(run);
    expect(kinds(run.when(opus))).toEqual(['decision-voided', 'workstream-changed', 'decision-asked']);
    expect(retryPrice(run)).toBeGreaterThan(5 * before);
  });
});

describe('a change outside of what was approved', () => {
  it('is not approved by whoever wants it, where own words do not count', () => {
    const run = scenario(requestOf({ givenPlan: PLAN, settings: { ...DEFAULT_SETTINGS, requester_may_approve: false } }));
    run.answer('approve', { actor: by(BOB) });
    const asked = run.when({ kind: 'override', actor: by(BOB), change: { ...changing({ agent: 'plan' }), workstream: workstreamId('3') } });
    expect(kinds(asked)).toEqual(['decision-asked']);
    expect(run.answer('approve', { actor: by(BOB) }).events).toMatchObject([{ kind: 'refused', reason: { kind: 'not-allowed', policy: { author: BOB } } }]);
    expect(kinds(run.answer('approve', { actor: by(ANN) }))).toEqual(['refused']);
    expect(kinds(run.answer('approve', { actor: EVE }))).toContain('workstream-changed');
  });

  it('is, where they do', () => {
    const run = started();
    run.when({ kind: 'override', actor: by(BOB), change: { ...changing({ agent: 'plan' }), workstream: workstreamId('3') } });
    expect(kinds(run.answer('approve', { actor: by(BOB) }))).toContain('workstream-changed');
  });
});
