/** The question for a composition's inputs: which, what each is, and how to give them; and what becomes of it. */
import { expect, test } from 'vitest';
import { eventLine } from '../../src/cards/event-line.ts';
import { questionInShort } from '../../src/cards/question-words.ts';
import { cardText, lineText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import type { CompositionRun, GivenInput } from '../../src/engine/composition.ts';
import { AUDIT_PLAN, artifact, BEN, by, type Story, story } from '../fixtures/workflow.ts';

const RUN: CompositionRun = {
  name: 'deal-review',
  inputs: [
    { name: 'deal', description: 'What is sold, and for how much', required: true },
    { name: 'customer', description: 'Who buys', required: true },
  ],
  given: [],
};
const said = (name: string, text: string): GivenInput => ({ name, value: { kind: 'text', text } });
const begun = (given: readonly GivenInput[] = []) => story({ givenPlan: AUDIT_PLAN, composition: { ...RUN, given } });

function cards(run: Story) {
  return threadOf(run.now()).map(({ card }) => card);
}

test('several are listed with what they are, and the form shows how to write them', () => {
  const [plan, question] = cards(begun());
  expect(plan && cardText(plan)).toContain('Composition: deal-review');
  expect(plan && cardText(plan)).toContain('Waits for an answer: see the question below.');
  expect(question && cardText(question)).toBe(
    [
      'deal-review needs 2 more things before there is a plan',
      '- deal: What is sold, and for how much',
      '- customer: Who buys',
      'Write them here in the thread, each after its name (deal: … / customer: …), or attach them as files with these names.',
      'Anyone here can answer · parks after 24 h',
      '[Give what is missing] [Cancel]',
    ].join('\n'),
  );
  const [give] = question?.actions ?? [];
  expect(give?.does.kind === 'answer' && give.does.asks).toMatchObject({ title: 'Give deal and customer', submit: 'Go on to the plan' });
});

test('one is asked for by what it is; no price stands beside it, in rehearsal either', () => {
  const run = story({ givenPlan: AUDIT_PLAN, composition: { ...RUN, given: [said('deal', 'Five seats')] }, rehearsal: true });
  const text = cardText(threadOf(run.now())[1]?.card ?? fail());
  expect(text).toContain('deal-review needs one more thing before there is a plan\n- customer: Who buys\nWrite it here in the thread, or attach it as a file.');
  expect(text).not.toContain('$');
});

test('once it is given it says who gave it, and the plan has it', () => {
  const run = begun([said('deal', 'Five seats')]).answer('supply', { actor: by(BEN), given: [said('customer', 'Acme')] });
  const [plan, question] = cards(run);
  expect(question && cardText(question)).toMatch(/\nGiven by @ben, \d\d:\d\d UTC\.$/u);
  expect(plan?.actions.map(({ label }) => label)).toContain('Approve');
});

test('lists and the ledger say it in a line', () => {
  const run = begun().answer('supply', {
    actor: by(BEN),
    given: [said('deal', 'Five seats'), { name: 'customer', value: { kind: 'files', files: [artifact('acme.md')] } }],
  });
  const [decision] = run.now().decisions.values();
  expect(decision && questionInShort(decision.question)).toBe('2 inputs of deal-review');
  const given = run.log().find(({ event }) => event.kind === 'inputs-given');
  expect(given && lineText(eventLine(run.now(), given.event, new Map()))).toBe('@ben gave deal and customer (acme.md).');
});

function fail(): never {
  throw new Error('There is no such card.');
}
