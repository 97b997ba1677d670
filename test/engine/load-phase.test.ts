/** Another persona, or one more skill, for a phase: before the start an edit that voids votes, afterwards a recorded change. */
import { describe, expect, it } from 'vitest';
import { phaseId } from '../../src/engine/ids.ts';
import type { Override } from '../../src/engine/input.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { skillsOf } from '../../src/engine/plan.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import { ANN, BOB, by, PLAN, phase, requestOf, type Scenario, scenario, work } from './scenario.ts';

const SKILLED = {
  ...PLAN,
  phases: [phase('p1', ['1', '2']), phase('p2', ['3'], { skills: ['careful'] })],
  workstreams: [work('1'), work('2'), work('3', ['1', '2'], { skills: ['terse'] })],
};
const SIZES = { 'skill:aws': { words: 700, bytes: 4_000 } };

function given(settings: Partial<typeof DEFAULT_SETTINGS> = {}): Scenario {
  return scenario(requestOf({ mode: 'parallel', givenPlan: SKILLED, settings: { ...DEFAULT_SETTINGS, ...settings } }));
}

function loads(run: Scenario, change: Partial<Extract<Override, { kind: 'change-phase' }>>) {
  return run.when({ kind: 'override', actor: by(BOB), change: { kind: 'change-phase', phase: phaseId('p2'), persona: null, skills: null, ...change } }).events;
}

const planOf = (run: Scenario) => run.state().proposal?.plan ?? PLAN;
const third = (run: Scenario) => planOf(run).workstreams[2] ?? work('3');

describe('before the start', () => {
  it('is a revision of the plan with its author, and voids the votes so far', () => {
    const run = given({ approvals_needed: 2 });
    const asked = openDecisions(run.state())[0];
    run.answer('approve');
    expect(openDecisions(run.state())[0]?.votes).toHaveLength(1);
    const events = loads(run, { persona: 'startup-cto', add: ['aws'], sizes: SIZES });
    expect(events.map(({ kind }) => kind)).toEqual(['decision-voided', 'plan-proposed', 'decision-asked']);
    expect(run.state()).toMatchObject({
      stage: { kind: 'awaiting-approval' },
      proposal: { revision: 2, author: BOB, change: { dropped: [], changed: ['3'] } },
      sizes: SIZES,
    });
    expect(run.state().decisions.get(asked?.id as never)).toMatchObject({ state: { kind: 'voided', reason: 'plan-changed' } });
    expect(openDecisions(run.state())[0]?.votes).toEqual([]);
  });

  it('starts nothing', () => {
    const run = given();
    loads(run, { persona: 'startup-cto' });
    expect(run.running()).toEqual([]);
    expect(run.state().start).toBeNull();
  });
});

describe('while it runs', () => {
  it('adds to the skills that are there and keeps each one’s own', () => {
    const run = given();
    run.answer('approve');
    expect(loads(run, { add: ['aws', 'careful'], sizes: SIZES })).toEqual([
      { kind: 'phase-changed', phase: 'p2', by: BOB, persona: null, skills: null, added: ['aws', 'careful'], sizes: SIZES },
    ]);
    expect(skillsOf(planOf(run), third(run))).toEqual(['careful', 'aws', 'terse']);
    expect(third(run).skills).toEqual(['terse']);
    expect(run.state().sizes).toEqual(SIZES);
  });

  it('replaces the persona of what has not started', () => {
    const run = given();
    run.answer('approve');
    loads(run, { persona: 'startup-cto' });
    expect(third(run).persona).toBe('startup-cto');
    expect(planOf(run).phases[1]?.persona).toBe('startup-cto');
    expect(planOf(run).phases[0]?.persona).toBeNull();
  });

  it('leaves instead of adds where skills are named for all', () => {
    const run = given();
    run.answer('approve');
    loads(run, { skills: ['only'] });
    expect(skillsOf(planOf(run), third(run))).toEqual(['only']);
  });

  it('is for those who may override', () => {
    const run = given({ approvers: ['cleo'] });
    expect(loads(run, { persona: 'startup-cto' })).toMatchObject([{ kind: 'refused', reason: { kind: 'not-allowed' } }]);
    run.when({ kind: 'override', actor: by(ANN), change: { kind: 'change-phase', phase: phaseId('p2'), persona: 'startup-cto', skills: null } });
    expect(third(run).persona).toBe('startup-cto');
  });
});
