/** What the plan card says of the judgement: the branch, what was chosen, what was moved. */
import { describe, expect, it } from 'vitest';
import { planCard } from '../../src/cards/plan-card.ts';
import { cardText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import type { Judgement } from '../../src/engine/judgement.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { NO_OPTIONS, type RequestOptions } from '../../src/engine/request-options.ts';
import { by, PLAN, requestOf, scenario } from '../engine/scenario.ts';

const JUDGED: Judgement = { answers: [], branch: { kind: 'none' }, pattern: 'mixed', insteadOf: null, stages: [1] };

function planned(judged: Partial<Judgement>, options: Partial<RequestOptions> = {}, plan: Plan = PLAN) {
  const run = scenario(requestOf({ options: { ...NO_OPTIONS, ...options } }));
  const judgement = { ...JUDGED, ...judged };
  const complexity = { level: 'MODERATE', score: 3, indicators: [], raisedBy: null } as const;
  run.succeed('assessment', { kind: 'assessment', complexity, suggestedPattern: judgement.pattern, judgement });
  run.succeed('plan', { kind: 'plan', plan });
  return run;
}

describe('the plan card', () => {
  it.each([
    [
      'a question',
      {
        branch: { kind: 'question', question: 'opinions' },
        pattern: 'expert-panel',
        answers: [{ question: 'opinions', yes: true, reason: 'It is a decision.' }],
      },
      'Branch: Several expert opinions needed? Yes, so expert-panel (It is a decision).',
    ],
    ['no question', {}, 'Branch: no question of the decision tree got a yes, so mixed.'],
    ['the parts', { branch: { kind: 'parts', joined: 'both' }, stages: [2, 1] }, 'Branch: the request joins its parts with AND and THEN, so mixed.'],
    [
      'the names',
      { branch: { kind: 'named', personas: ['startup-cto'], skills: ['seo-audit', 'copywriting'] }, pattern: 'deep-dive' },
      'Branch: the request names startup-cto, seo-audit and copywriting, so deep-dive.',
    ],
    [
      'EPIC work',
      { branch: { kind: 'question', question: 'independent' }, insteadOf: 'fan-out' },
      'Branch: Independent pieces of work? Yes, so fan-out. EPIC work takes several phases, so it is mixed instead of fan-out.',
    ],
    [
      'too many parts',
      { branch: { kind: 'parts', joined: 'and' }, pattern: 'fan-out', stages: [9] },
      'The request names 9 parts and a plan has at most 7 workstreams: related parts are put together.',
    ],
  ] as const)('says which branch was taken: %s', (_, judged, words) => {
    expect(cardText(planCard(planned(judged).state()))).toContain(words);
  });

  it('says what was chosen with the request', () => {
    const chosen = { pattern: 'mixed', persona: 'startup-cto', skills: ['seo-audit', 'copywriting'], model: 'claude-opus-5-5', rounds: 2 } as const;
    const text = cardText(planCard(planned({ branch: { kind: 'chosen' } }, chosen).state()));
    expect(text).toContain('Branch: mixed, chosen by a person.');
    expect(text).toContain(
      'Chosen with the request: persona startup-cto, skills seo-audit, copywriting, model claude-opus-5-5 for all workstreams and 2 rounds.',
    );
  });

  it('says what was moved to another agent, until a person moves it back', () => {
    const corrections = [{ workstream: workstreamId('1'), from: 'explore', to: 'general', why: 'write unit tests' } as const];
    const run = planned({}, {}, { ...PLAN, corrections });
    const words = '[1] was moved from explore to general: it is asked to “write unit tests”, and explore only reads and reports.';
    expect(cardText(planCard(run.state()))).toContain(words);
    run.when({
      kind: 'edit-plan',
      actor: by(run.state().requester),
      baseHash: null,
      edits: [{ kind: 'set-agent', workstream: workstreamId('1'), agent: 'explore' }],
    });
    expect(cardText(planCard(run.state()))).not.toContain('was moved');
  });

  it('says that agents produce text only', () => {
    expect(cardText(planCard(planned({}).state()))).toContain('Agents produce text only');
  });

  it('speaks of an answer that was asked for', () => {
    const run = scenario(requestOf({ options: { ...NO_OPTIONS, pattern: 'inline' } }));
    expect(cardText(planCard(run.state()))).toContain('One answer was asked for: no plan');
    run.succeed('inline');
    expect(cardText(planCard(run.state()))).toContain('One answer was asked for: no plan');
  });

  it('says which persona and skills an answer without a plan was written with, and what only workstreams have', () => {
    const answered = (options: Partial<RequestOptions>) => {
      const run = scenario(requestOf({ options: { ...NO_OPTIONS, pattern: 'inline', ...options } }));
      run.succeed('inline');
      return threadOf(run.state()).flatMap(({ key, card }) => (key === 'answer' ? [cardText(card)] : []))[0];
    };
    expect(answered({ persona: 'startup-cto', skills: ['copywriting', 'seo-audit'] })).toContain(
      'Answered directly, without workstreams · as startup-cto · with copywriting and seo-audit · ',
    );
    expect(answered({ template: 'research' })).toContain('template research not used: it is for workstreams');
    expect(answered({})).toMatch(/Answered directly, without workstreams · \d/u);
  });
});
