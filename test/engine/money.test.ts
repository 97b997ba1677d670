/** Money: reserved before a call, settled after it, never above the cap without a person. */
import { describe, expect, it } from 'vitest';
import { isAtRest } from '../../src/engine/at-rest.ts';
import { worstCaseUsd } from '../../src/engine/estimate.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import { priceOf } from '../../src/engine/model-table.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { statusWord } from '../../src/engine/status.ts';
import { ANN, by, kinds, PLAN, ref, scenario, started, TIMEOUT, USAGE } from './scenario.ts';

describe('reservations', () => {
  it('stand while a call runs and give way to what it cost', () => {
    const run = scenario();
    expect(run.state().spent.reservedUsd).toBeCloseTo(worstCaseUsd(run.state(), { kind: 'assessment' }));
    run.succeed('assessment');
    expect(run.state().spent.costUsd).toBeCloseTo(USAGE.costUsd);
  });

  it('that do not fit wait for running calls first, and ask only when waiting cannot help', () => {
    const run = started(PLAN, { workflow_budget_usd: 0.4 });
    expect(run.running()).toEqual(['workstream 1']);
    expect(openDecisions(run.state())).toEqual([]);
    run.succeed('workstream 1');
    expect(run.running()).toEqual(['workstream 2']);
  });

  it('of a cap that is too small ask, and a raise lets the work go on', () => {
    const run = started(PLAN, { workflow_budget_usd: 0.05 });
    expect(run.running()).toEqual([]);
    expect(openDecisions(run.state()).map(({ question }) => question.kind)).toEqual(['budget']);
    run.answer('raise');
    expect(run.state().capUsd).toBeGreaterThan(0.05);
    expect(run.running()).toEqual(['workstream 1']);
  });

  it('count what people added to the prompt', () => {
    const run = started();
    const before = worstCaseUsd(run.state(), { kind: 'workstream', workstream: workstreamId('3') });
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'add-context', workstream: null, text: 'word '.repeat(4_000) } });
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'add-context', workstream: workstreamId('2'), text: 'word '.repeat(4_000) } });
    const after = worstCaseUsd(run.state(), { kind: 'workstream', workstream: workstreamId('3') });
    expect(after - before).toBeCloseTo(priceOf('claude-sonnet-5-5', { inputTokens: 0, cacheWriteTokens: 10_000, cacheReadTokens: 0, outputTokens: 0 }) ?? 0);
  });

  it.each(['timeout', 'connection', 'server-error'] as const)(
    'stand for a call of which nobody can tell what it used (%s), and not for one that was turned away',
    (kind) => {
      const NOTHING = { ...USAGE, inputTokens: 0, outputTokens: 0, costUsd: 0, chargedUsd: 0 };
      const run = started();
      const [first, second] = run.state().running.values();
      if (!first || !second) throw new Error('Two calls should run.');
      run.when({ kind: 'call-failed', attempt: first.id, failure: { kind: 'overloaded', detail: 'busy' }, usage: NOTHING });
      expect(run.state().spent.costUsd).toBe(0);
      run.when({ kind: 'call-failed', attempt: second.id, failure: { kind, detail: '' }, usage: null });
      expect(run.state().spent).toMatchObject({ costUsd: second.reservedUsd, chargedUsd: second.reservedUsd, outputTokens: second.reservedTokens });
    },
  );

  const used = (costUsd: number) => ({ ...USAGE, costUsd, chargedUsd: costUsd });

  it('of a call that people cancel stay booked until it is known what it used, and give way to that once', () => {
    const run = started();
    const [first, second] = run.state().running.values();
    if (!first || !second) throw new Error('Two calls should run.');
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'skip', workstream: workstreamId('1') } });
    expect(run.state().spent).toMatchObject({ costUsd: first.reservedUsd, chargedUsd: first.reservedUsd, bookedTokens: first.reservedTokens });
    expect(kinds(run.when({ kind: 'call-aborted', attempt: second.id, usage: used(0.001) }))).toEqual([]);
    expect(kinds(run.when({ kind: 'call-aborted', attempt: first.id, usage: used(0.002) }))).toEqual(['attempt-settled']);
    const { spent } = run.state();
    expect(spent).toMatchObject({ bookedTokens: 0, inputTokens: USAGE.inputTokens, outputTokens: USAGE.outputTokens, reservedUsd: second.reservedUsd });
    expect([spent.costUsd, spent.chargedUsd, run.state().workstreams.get(workstreamId('1'))?.costUsd]).toEqual([
      expect.closeTo(0.002, 12),
      expect.closeTo(0.002, 12),
      expect.closeTo(0.002, 12),
    ]);
    expect(kinds(run.when({ kind: 'call-aborted', attempt: first.id, usage: used(0.001) }))).toEqual([]);
  });

  it('of a cancelled call are never raised: what claims to have cost more stays booked as it is', () => {
    const run = started();
    const [first] = run.state().running.values();
    if (!first) throw new Error('A call should run.');
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'skip', workstream: workstreamId('1') } });
    expect(kinds(run.when({ kind: 'call-aborted', attempt: first.id, usage: used(first.reservedUsd * 1.01) }))).toEqual([]);
    const many = { ...used(0.001), outputTokens: first.reservedTokens };
    expect(kinds(run.when({ kind: 'call-aborted', attempt: first.id, usage: many }))).toEqual([]);
    expect(run.state().spent.costUsd).toBe(first.reservedUsd);
  });

  it('of a call that ended in the moment in which it was cancelled count as what it used, and its result does not', () => {
    const run = started();
    const [first, second] = run.state().running.values();
    if (!first || !second) throw new Error('Two calls should run.');
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'cancel' } });
    const result = { kind: 'workstream', artifact: ref('late'), opening: 'Late', ballot: null } as const;
    expect(kinds(run.when({ kind: 'call-succeeded', attempt: first.id, result, usage: USAGE }))).toEqual(['attempt-settled']);
    expect(kinds(run.when({ kind: 'call-failed', attempt: second.id, failure: TIMEOUT, usage: USAGE }))).toEqual(['attempt-settled']);
    expect(run.state().spent).toMatchObject({ costUsd: expect.closeTo(2 * USAGE.costUsd, 12), bookedTokens: 0 });
    expect(statusWord(run.state())).toBe('cancelled');
    expect(isAtRest(run.state())).toBe(true);
  });

  it('make room for other work once they are settled', () => {
    const run = started(PLAN, { workflow_budget_usd: 0.4 });
    const [first] = run.state().running.values();
    if (!first) throw new Error('A call should run.');
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'skip', workstream: workstreamId('1') } });
    expect(openDecisions(run.state()).map(({ question }) => question.kind)).toContain('budget');
    run.when({ kind: 'call-aborted', attempt: first.id, usage: used(0.001) });
    expect(run.state().capUsd - run.state().spent.costUsd).toBeCloseTo(0.399);
  });

  it('of a call of a process that died are never settled by anyone', () => {
    const run = started();
    const [first] = run.state().running.values();
    if (!first) throw new Error('A call should run.');
    run.when({ kind: 'driver-took-over' });
    expect(kinds(run.when({ kind: 'call-aborted', attempt: first.id, usage: USAGE }))).toEqual([]);
  });

  it('stop ends the work', () => {
    const run = started(PLAN, { workflow_budget_usd: 0.05 });
    run.answer('stop');
    expect(statusWord(run.state())).toBe('cancelled');
  });
});

describe('a process that dies', () => {
  it('books what ran at its reservation, does it again, and says so', () => {
    const run = started();
    run.succeed('workstream 1');
    const reserved = run.state().spent.reservedUsd;
    run.when({ kind: 'driver-took-over' });
    expect(run.running()).toEqual(['workstream 2']);
    expect(run.state().resumptions).toMatchObject([{ cause: 'crash', kept: 1, repeated: [expect.any(String)] }]);
    expect(run.state().resumptions[0]?.maybeTwiceUsd).toBeCloseTo(reserved);
    expect(run.state().tries.get('workstream:2')?.failed ?? 0).toBe(0);
  });

  it('is no news for a workflow that was stopped meanwhile, which rests', () => {
    const run = started();
    run.when({ kind: 'driver-leaves' });
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'cancel' } });
    expect(run.when({ kind: 'driver-took-over' }).events).toEqual([]);
    expect(isAtRest(run.state())).toBe(true);
  });

  it('that stops in order gives its calls back, and the next one tells it', () => {
    const run = started();
    run.when({ kind: 'driver-leaves' });
    expect(run.running()).toEqual([]);
    run.when({ kind: 'driver-took-over' });
    expect(run.running()).toEqual(['workstream 1', 'workstream 2']);
    expect(run.state().resumptions).toMatchObject([{ cause: 'handed-back', repeated: [expect.any(String), expect.any(String)] }]);
  });
});

describe('prices', () => {
  it('count cache reads and writes, and long prompts at their own rate', () => {
    const none = { inputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 0 };
    expect(priceOf('claude-sonnet-5-5', { ...none, inputTokens: 1_000_000, outputTokens: 1_000_000 })).toBeCloseTo(12);
    expect(priceOf('claude-opus-5-5', { ...none, cacheWriteTokens: 1_000_000, cacheReadTokens: 1_000_000 })).toBeCloseTo(5.4);
    expect(priceOf('claude-haiku-5-5', { ...none, inputTokens: 200_000 })).toBeCloseTo(0.1);
    expect(priceOf('claude-haiku-5-5', { ...none, inputTokens: 100_000 })).toBeCloseTo(0.01);
    expect(priceOf('unheard-of', none)).toBeNull();
  });
});
