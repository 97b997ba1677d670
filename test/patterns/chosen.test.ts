/** What a person chose with the request, in plans of every kind. */
import { describe, expect, it } from 'vitest';
import { NO_OPTIONS, type RequestOptions } from '../../src/engine/request-options.ts';
import { buildPlan } from '../../src/patterns/index.ts';
import { CONTEXT, type DraftWorkstream, draftOf, workstream } from './drafts.ts';

function built(pattern: string, workstreams: readonly DraftWorkstream[], options: Partial<RequestOptions>) {
  return buildPlan(draftOf(pattern, workstreams), { ...CONTEXT, options: { ...NO_OPTIONS, ...options } });
}

const TWO = [workstream('A'), workstream('B', { dependsOn: [1], persona: 'startup-cto' })];

describe('a chosen persona', () => {
  it('does all the work where one persona can', () => {
    expect(built('pipeline', TWO, { persona: 'solo-founder' })).toMatchObject({
      plan: { workstreams: [{ persona: 'solo-founder' }, { persona: 'solo-founder' }] },
    });
  });

  it('must have a seat where each is somebody else', () => {
    const seats = [workstream('A', { persona: 'startup-cto' }), workstream('B', { persona: 'security-expert' })];
    expect(built('expert-panel', seats, { persona: 'solo-founder' })).toEqual({
      kind: 'problems',
      problems: ['A person chose the persona "solo-founder"; one of the workstreams must have it.'],
    });
    expect(built('expert-panel', seats, { persona: 'startup-cto' }).kind).toBe('plan');
  });
});

describe('chosen skills', () => {
  it('go to everyone where nobody has them', () => {
    const draft = [workstream('A', { skills: ['seo-audit'] }), workstream('B')];
    expect(built('fan-out', draft, { skills: ['seo-audit', 'copywriting'] })).toMatchObject({
      plan: { workstreams: [{ skills: ['seo-audit', 'copywriting'] }, { skills: ['copywriting'] }] },
    });
  });

  it('are steps of a chain, which only the draft can order', () => {
    const steps = [workstream('A', { skills: ['seo-audit'] }), workstream('B', { skills: ['copywriting'] })];
    expect(built('skill-chain', steps, { skills: ['launch-strategy'] })).toMatchObject({
      problems: ['A person chose the skill "launch-strategy"; one of the steps must be that skill.'],
    });
    expect(built('skill-chain', steps, { skills: ['copywriting'] }).kind).toBe('plan');
  });
});

it('a chosen template shapes what has none', () => {
  const draft = [workstream('A', { template: 'risk-review' }), workstream('B')];
  expect(built('fan-out', draft, { template: 'research' })).toMatchObject({ plan: { workstreams: [{ template: 'risk-review' }, { template: 'research' }] } });
});

it('nothing chosen changes nothing', () => {
  expect(built('mixed', TWO, {})).toMatchObject({
    plan: {
      workstreams: [
        { persona: null, skills: [] },
        { persona: 'startup-cto', skills: [] },
      ],
    },
  });
});
