/** Estimates: from the price table at first, from like runs once there are five. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCard } from '../../src/cards/plan-card.ts';
import { cardText } from '../../src/cards/text.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import { inputRange, type LikeRuns, likeRunsOf } from '../../src/engine/like-runs.ts';
import { ANN, by, PLAN, requestOf, scenario, USAGE } from './scenario.ts';

const LIKE: LikeRuns = { runs: 38, p50Usd: 0.42, p90Usd: 0.71 };

function planned(like?: LikeRuns) {
  const run = scenario();
  run.succeed('assessment');
  run.succeed('plan', { kind: 'plan', plan: PLAN, ...(like ? { like } : {}) });
  return run;
}

describe('figures', () => {
  it('need five runs', () => {
    expect(likeRunsOf([1, 2, 3, 4])).toBeNull();
    expect(likeRunsOf([5, 1, 4, 2, 3])).toEqual({ runs: 5, p50Usd: 3, p90Usd: 4.6 });
  });

  it('stay between the cheapest and the dearest, in any order', () => {
    const costs = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(costs, (list) => {
        const like = likeRunsOf(list);
        expect(likeRunsOf(list.toReversed())).toEqual(like);
        expect(like?.p50Usd).toBeGreaterThanOrEqual(Math.min(...list));
        expect(like?.p90Usd).toBeLessThanOrEqual(Math.max(...list));
        expect(like?.p90Usd).toBeGreaterThanOrEqual(like?.p50Usd ?? Number.POSITIVE_INFINITY);
      }),
    );
  });
});

describe('the order of magnitude of a request', () => {
  it.each([
    [0, 0, 1_000],
    [999, 0, 1_000],
    [1_000, 1_000, 10_000],
    [9_999.75, 1_000, 10_000],
    [10_000, 10_000, 100_000],
    [2_500_000, 1_000_000, 10_000_000],
  ])('of %d tokens', (tokens, from, below) => {
    expect(inputRange(tokens)).toEqual({ from, below });
  });
});

describe('the estimate of a plan', () => {
  it('is from the price table, and the card says so', () => {
    const run = planned();
    expect(run.state().proposal?.estimate.fromRuns).toBe(0);
    expect(cardText(planCard(run.state()))).toContain('from the price table: no like runs yet');
  });

  it('is from like runs, and the card says so', () => {
    const run = planned(LIKE);
    expect(run.state().proposal?.estimate).toMatchObject({ p50Usd: 0.42, p90Usd: 0.71, fromRuns: 38 });
    expect(cardText(planCard(run.state()))).toContain('Estimate $0.42 (p90 $0.71, from 38 like runs)');
  });

  it('keeps the minutes of the plan', () => {
    expect(planned(LIKE).state().proposal?.estimate.minutes).toBe(planned().state().proposal?.estimate.minutes);
  });

  it('is never below what is spent', () => {
    expect(planned({ runs: 5, p50Usd: 0.001, p90Usd: 0.002 }).state().proposal?.estimate).toMatchObject({
      p50Usd: USAGE.costUsd,
      p90Usd: USAGE.costUsd,
    });
  });

  it('changes with an edit as the price table does', () => {
    const run = planned(LIKE);
    run.when({ kind: 'edit-plan', actor: by(ANN), baseHash: null, edits: [{ kind: 'drop', workstream: workstreamId('2') }] });
    const { p50Usd = 0, fromRuns } = run.state().proposal?.estimate ?? {};
    expect(fromRuns).toBe(38);
    expect(p50Usd).toBeLessThan(0.42);
    expect(p50Usd).toBeGreaterThan(0.2);
  });

  it('is there for given plans too', () => {
    expect(scenario(requestOf({ givenPlan: PLAN, like: LIKE })).state().proposal?.estimate).toMatchObject({ p50Usd: 0.42, fromRuns: 38 });
  });
});
