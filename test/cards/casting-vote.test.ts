/** What people read of a panel that did not settle it, and of a supervisor who decides: short, in order, with who decided what. */
import { describe, expect, it } from 'vitest';
import { cardText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { GOLDEN_STORIES } from '../fixtures/golden/stories.ts';
import { AUDIT_PLAN, planned } from '../fixtures/workflow.ts';

const told = (workflow: Workflow): ReadonlyMap<string, string> => new Map(threadOf(workflow).map(({ key, card }) => [key, cardText(card)]));
const ended = (story: string): Workflow => {
  const tell = GOLDEN_STORIES[story];
  if (!tell) throw new Error(`There is no story ${story}`);
  return tell().now();
};

describe('a panel that a person settled', () => {
  const thread = told(ended('panel-settled-by-a-person'));

  it('keeps every ballot that was cast as a card of its own, with the colour of each domain', () => {
    expect([...thread.keys()].filter((key) => key.startsWith('ballot'))).toEqual([
      'ballot:1',
      'ballot:2',
      'ballot:3',
      'ballot:1:2',
      'ballot:2:2',
      'ballot:3:2',
    ]);
    expect(thread.get('ballot:1')?.split('\n')).toEqual([
      'security-expert · ● yellow · confidence 0.7 · not ready',
      'It is not-ready.',
      'operations ● yellow',
      'Conditions: Sign the batches.',
      "[1] Opinion of security-expert. No expert saw another's ballot. A person asked the panel again since.",
    ]);
  });

  it('says why a person is asked, what go means, and who chose what', () => {
    const [first, second] = [...thread].filter(([key]) => key.startsWith('decision:')).map(([, text]) => text);
    expect(first).toContain('The panel needs a casting vote: 1 ready, 1 ready with conditions, 1 not ready.');
    expect(first).toContain('As many stand on one side as on another, so the panel has no majority.');
    expect(first).toContain('Ask the panel again with a note, chosen by @ana');
    expect(first).toContain('With this note: Europe only.');
    expect(second).toContain('One expert sees a red, and no majority can overrule a red. This was vote 2.');
    expect(second).toContain('Go, with conditions, chosen by @ben');
  });

  it('carries the count, the dissent word for word and the ruling to the end', () => {
    const panel = thread.get('panel');
    expect(panel).toContain('Panel: 2 ready, 1 not ready.');
    expect(panel).toContain('operations: ● red (security-expert), ● green (startup-cto), ● green (growth-marketer)');
    expect(panel).toContain('- security-expert: “It is not-ready.”');
    expect(panel).toMatch(/Go, with conditions: decided by @ben, \d\d:\d\d UTC\. “After the audit\.”/u);
    expect(thread.get('end')).toMatch(/Go, with conditions: decided by @ben, \d\d:\d\d UTC\. “After the audit\.”/u);
  });

  it('offers each choice with its price, and a form for the note', () => {
    const tell = GOLDEN_STORIES['panel-settled-by-a-person'];
    const log = tell?.().log() ?? [];
    const asked = log.flatMap(({ event }) => (event.kind === 'decision-asked' && event.decision.question.kind === 'casting-vote' ? [event.decision] : []));
    expect(asked.map(({ options }) => options.map(({ id, needsText }) => [id, needsText]))).toEqual([
      [
        ['go', false],
        ['no-go', false],
        ['ask-again', true],
      ],
      [
        ['go', false],
        ['no-go', false],
        ['ask-again', true],
      ],
    ]);
    expect(asked[0]?.options[2]?.addsUsd).toBeGreaterThan(0);
  });
});

describe('a supervisor', () => {
  const workflow = ended('supervised-and-grown');
  const thread = told(workflow);

  it('tells each decision in a short reply of its own', () => {
    const replies = [...thread].filter(([key]) => key.startsWith('supervised:')).map(([, text]) => text.split('\n'));
    expect(replies).toEqual([
      ['Supervisor: [1] Compare storage options is done again, with notes. Thin.', 'Notes: Name the sources.', 'Decision 1 of at most 10'],
      ['Supervisor: [1] Compare storage options goes to startup-cto as a plan agent. It takes judgement.', 'Decision 2 of at most 10'],
      ['Supervisor: It wants to add “Piece 2”, building on [1] (general). One more step.', 'Decision 3 of at most 10 · refused by @ben: “Reading first.”'],
      ['Supervisor: [1] is taken; [2] Piece 2 is added, building on [1] (explore). One more step.', 'Decision 4 of at most 10'],
      ['Supervisor: [2] is taken; [3] Piece 3 is added, building on [1] (general). One more step.', 'Decision 5 of at most 10 · approved by @ben'],
      ['Supervisor: [3] is taken, and nothing more is needed. That is all.', 'Decision 6 of at most 10'],
    ]);
  });

  it('shows on the live card what the plan has become', () => {
    expect(thread.get('live')).toContain('3 of 3 done');
    expect(thread.get('live')).toContain('[3] Piece 3 · done in');
  });

  it('says in the question what it wants and what a yes would cover', () => {
    const question = [...thread].find(([key]) => key.startsWith('decision:'))?.[1];
    expect(question).toContain('The supervisor wants a general agent, which was not approved for this plan');
    expect(question).toContain('The approval covers explore and plan agents. A yes covers general agents too, for the rest of this run');
    expect(question).toContain('No, and tell the supervisor, chosen by @ben');
  });

  it('is announced on the plan card, with how far the plan may grow, while people decide about it', () => {
    const [facts] = AUDIT_PLAN.workstreams;
    const [first] = AUDIT_PLAN.phases;
    if (!facts || !first) throw new Error('The plan has a phase with work in it.');
    const plan = { ...AUDIT_PLAN, pattern: 'supervisor', phases: [{ ...first, workstreams: [facts.id] }], workstreams: [facts], growth: { maxRounds: 10 } };
    const card = told(planned({ plan }).now()).get('plan');
    expect(card).toContain('It grows: after each result a supervisor accepts it, sends it back, gives it to another agent, adds a piece, or ends it.');
    expect(card).toContain('At most 7 workstreams and 10 decisions in all, with explore and plan agents; any other agent asks first.');
  });
});
