/** A supervisor's answer: work that makes something is not given to an agent that must not do it. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/engine/ids.ts';
import type { AgentType, Plan, Workstream } from '../../src/engine/plan.ts';
import { reviewFrom } from '../../src/runtime/review-answer.ts';
import { phase, started, work } from '../engine/scenario.ts';
import { libraryOf } from '../fakes/library.ts';
import { CONTEXT } from '../patterns/drafts.ts';

function reassigned(task: string, from: AgentType, to: AgentType | null, persona: string | null = null, more: Partial<Workstream> = {}) {
  const plan: Plan = {
    v: 1,
    pattern: 'supervisor',
    reason: 'Findings decide.',
    phases: [phase('p1', ['1'])],
    workstreams: [work('1', [], { title: 'First piece', task, agent: from, ...more })],
    growth: { maxRounds: 5 },
  };
  const answer = { choice: 'reassign', reason: 'So.', notes: null, agent: to, persona, next: null } as const;
  return reviewFrom(answer, { workflow: started(plan).state(), workstream: workstreamId('1') }, CONTEXT, libraryOf({}));
}

describe('a reassignment', () => {
  it.each(['explore', 'plan'] as const)('never has %s implement', (to) => {
    expect(reassigned('In this step, implement the login.', 'general', to)).toMatchObject({
      kind: 'problems',
      problems: [expect.stringContaining('implement the login')],
    });
  });

  it.each([
    ['reading, to whoever thinks', 'Find the cause.', 'explore', 'plan'],
    ['reading, from whoever makes', 'Find the cause.', 'general', 'explore'],
    ['making, to whoever makes', 'Implement the login.', 'explore', 'general'],
    ['a plan, to whoever thinks', 'Write the migration plan.', 'general', 'plan'],
  ] as const)('%s, is carried out', (_, task, from, to) => {
    expect(reassigned(task, from, to)).toMatchObject({ kind: 'review', review: { choice: 'reassign', agent: to } });
  });

  it('of what its plan says that it makes is none for those who do not, in any language', () => {
    const answer = reassigned('Implementiere die Anmeldung.', 'general', 'plan', null, { work: 'makes' });
    expect(answer).toMatchObject({ kind: 'problems', problems: [expect.stringContaining('makes something ("First piece")')] });
  });

  it('to another persona alone leaves the agent', () => {
    expect(reassigned('Implement the login.', 'general', null, CONTEXT.personas[0])).toMatchObject({ kind: 'review', review: { agent: null } });
  });
});
