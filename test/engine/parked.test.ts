/** Parked work is taken up by an answer, by whoever changes something, or because what nobody answered is asked no more. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/engine/ids.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { nextDue } from '../../src/engine/schedule-time.ts';
import { ANN, by, kinds, PLAN, ref, requestOf, type Scenario, scenario, started, TIMEOUT } from './scenario.ts';

const HOUR = 3_600_000;
const ONE = workstreamId('1');

function parked(run: Scenario): Scenario {
  for (let hours = 0; hours < 60 && run.state().parked === null; hours += 1) run.wait(HOUR);
  expect(run.state().parked).not.toBeNull();
  return run;
}

describe('work that parked', () => {
  it('on a full day goes on when the day is over, because the question is gone with it', () => {
    const run = started(PLAN, { workspace_day_budget_usd: 5, park_after_hours: 2, remind_after_hours: 1 });
    run.when({ kind: 'driver-leaves' });
    run.when({ kind: 'budget-reached', caps: [{ cap: { scope: 'workspace', unit: 'usd', day: '1970-01-01' }, limit: 5, spent: 5, reserved: 0 }] });
    parked(run);
    expect(kinds(run.wait(24 * HOUR))).toEqual(expect.arrayContaining(['decision-voided', 'unparked', 'attempt-started']));
    expect(run.state().parked).toBeNull();
    expect(run.running()).toEqual(['workstream 1', 'workstream 2']);
  });

  it('on a failure goes on when somebody supplies the result', () => {
    const run = parked(failed());
    const supplied = run.when({ kind: 'override', actor: by(ANN), change: { kind: 'supply', workstream: ONE, artifact: ref('by-hand'), opening: 'x' } });
    expect(supplied.events[0]).toMatchObject({ kind: 'unparked', by: ANN });
    expect(run.running()).toEqual(['handoff p1']);
  });

  it('on a plan reminds and parks again after an edit', () => {
    const run = parked(scenario(requestOf({ givenPlan: PLAN })));
    run.when({ kind: 'edit-plan', actor: by(ANN), baseHash: null, edits: [{ kind: 'reword', workstream: ONE, title: null, task: 'New.' }] });
    expect(run.state().parked).toBeNull();
    expect(nextDue(run.state())).not.toBeNull();
    expect(kinds(run.wait(5 * HOUR))).toEqual(['decision-reminded']);
    parked(run);
    expect(openDecisions(run.state())).toHaveLength(1);
  });

  it('stays parked for whoever is refused', () => {
    const run = parked(failed());
    const refused = run.when({ kind: 'override', actor: by(ANN), change: { kind: 'skip', workstream: workstreamId('99') } });
    expect(kinds(refused)).toEqual(['refused']);
    expect(run.state().parked).not.toBeNull();
  });
});

function failed(): Scenario {
  const run = started();
  run.fail('workstream 1', TIMEOUT, 3);
  run.succeed('workstream 2');
  return run;
}
