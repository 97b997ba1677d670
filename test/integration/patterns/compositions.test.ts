/** A composition by its name: what it lacks is asked for in the thread, and what was said stands in the plan that people approve. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cardText } from '../../../src/cards/text.ts';
import type { ThreadId, WorkflowId } from '../../../src/engine/ids.ts';
import { LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import type { Library } from '../../../src/ports/library.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { libraryOf } from '../../fakes/library.ts';
import { compositionOf, DEAL_REVIEW, step } from '../../patterns/compositions.ts';
import { until } from '../../until.ts';
import { type Assembled, assembleFresh } from '../runtime/assembled.ts';
import { overheard, planOf, toTheEnd, upload, workCalls } from './runs.ts';

const { model, calls } = overheard(createRehearsalModel({ clock: systemClock }));
let baton: Assembled;
beforeAll(async () => {
  baton = await assembleFresh({ model, library: library() });
});
beforeEach(() => {
  calls.length = 0;
});
afterAll(() => baton.close());

function library(): Library {
  const persona = (name: string) => ({ name, description: name, path: `agents/personas/${name}.md`, capabilities: [], text: `You are the ${name}.` });
  const broken = compositionOf('skill-chain', [step('One'), step('Two')], { name: 'broken-chain', path: 'compositions/broken-chain.md' });
  return libraryOf({ personas: [persona('legal-counsel'), persona('security-expert')], compositions: [DEAL_REVIEW, broken] });
}

async function begun(text: string, attachments: Parameters<Assembled['say']>[1] = {}): Promise<{ workflow: WorkflowId; thread: ThreadId }> {
  const reply = await baton.say(text, attachments);
  if (reply.kind !== 'started') throw new Error(`Nothing was started: ${reply.kind}`);
  return reply;
}

const asks = (kind: string) => (state: Workflow) => openDecisions(state).some(({ question }) => question.kind === kind);

async function threadText(thread: ThreadId): Promise<string> {
  const messages = await baton.database.archive.messages(LOCAL_TENANT, thread);
  return messages.map((message) => (message.kind === 'card' ? cardText(message.card) : message.text)).join('\n\n');
}

test('with all that it needs it is proposed at once, without a call, and waits for a yes', async () => {
  const { workflow } = await begun('/orchestrate deal-review: Five seats for two years\ncustomer: Acme');
  const state = await baton.reached(workflow, asks('plan-approval'));
  expect(calls).toEqual([]);
  expect(planOf(state)).toMatchObject({ composition: 'deal-review', pattern: 'mixed' });
  expect(planOf(state).workstreams.map(({ task }) => task)).toEqual([
    'Judge the legal risk of this deal: the deal given here',
    'Judge the security of the deal given here under (terms: not given).',
    'Write one brief for the customer given here.',
  ]);
  const ended = await toTheEnd(baton, workflow);
  expect(statusWord(ended)).toBe('completed');
  // The gate of the second step stood before the brief.
  expect([...ended.decisions.values()].map(({ question }) => question.kind)).toEqual(['plan-approval', 'phase-gate']);
  expect(workCalls(calls).size).toBe(3);
});

test('what is missing is asked for in the thread, and plain words there are the answer', async () => {
  const { workflow, thread } = await begun('/orchestrate deal-review:');
  await baton.reached(workflow, asks('missing-inputs'));
  await until(async () => (await threadText(thread)).includes('deal-review needs 2 more things'));
  expect(await threadText(thread)).toContain('What is sold to whom, and for how much');
  expect(await baton.say('Five seats for two years', { thread })).toMatchObject({ kind: 'acted', as: 'answer', reply: { kind: 'accepted' } });
  const half = await baton.reached(workflow, (state) => state.composition?.given.length === 1);
  expect(half.notes).toEqual([]);
  expect(half.proposal).toBeNull();
  expect(await baton.say('Customer: Acme', { thread })).toMatchObject({ kind: 'acted', as: 'answer', reply: { kind: 'accepted' } });
  const whole = await baton.reached(workflow, asks('plan-approval'));
  expect(planOf(whole).workstreams.at(-1)).toMatchObject({ task: 'Write one brief for the customer given here.', given: [{ name: 'customer', text: 'Acme' }] });
  // From here on plain words are context again, and only the exact word approves.
  expect(await baton.say('They pay late.', { thread })).toMatchObject({ kind: 'acted', as: 'context' });
  expect(await baton.say('approve', { thread })).toMatchObject({ kind: 'acted', as: 'answer', reply: { kind: 'accepted' } });
  expect(statusWord(await toTheEnd(baton, workflow))).toBe('completed');
});

test('the form of the question answers it too; long words become a file that only those see who need it', async () => {
  const { workflow } = await begun('/orchestrate deal-review:');
  const [asked] = openDecisions(await baton.reached(workflow, asks('missing-inputs')));
  if (!asked) throw new Error('Nothing is asked.');
  const long = `Five seats${', and one more'.repeat(40)}`;
  expect(await baton.answer(asked.id, 'supply', ' ')).toMatchObject({ kind: 'refused', reason: { kind: 'text-needed' } });
  expect(await baton.answer(asked.id, 'supply', `${long}\ncustomer: Acme`)).toEqual({ kind: 'accepted' });
  const state = await baton.reached(workflow, asks('plan-approval'));
  expect(state.inputs.map(({ name }) => name)).toEqual(['deal.md']);
  expect(planOf(state).workstreams[0]?.task).toBe('Judge the legal risk of this deal: (deal: see "deal.md")');
  await toTheEnd(baton, workflow);
  const read = new Map([...workCalls(calls)].map(([id, { documents }]) => [id, documents.map((document) => (document.kind === 'text' ? document.text : ''))]));
  expect([read.get('1'), read.get('2'), read.get('3')]).toEqual([[long], [long], []]);
});

test('files named for inputs fill them, with the request or in the thread', async () => {
  const deal = await upload(baton, { name: 'deal-2026.md', text: 'Five seats' });
  const { workflow, thread } = await begun('/orchestrate deal-review:', { attachments: [deal] });
  const state = await baton.reached(workflow, asks('missing-inputs'));
  expect(openDecisions(state)[0]?.question).toMatchObject({ inputs: [{ name: 'customer' }] });
  const customer = await upload(baton, { name: 'customer.md', text: 'Acme, a bank' });
  expect(await baton.say('', { thread, attachments: [customer] })).toMatchObject({ kind: 'acted', as: 'answer', reply: { kind: 'accepted' } });
  const whole = await baton.reached(workflow, asks('plan-approval'));
  expect(whole.inputs.map(({ name }) => name)).toEqual(['deal-2026.md', 'customer.md']);
  expect(planOf(whole).workstreams.map(({ partition }) => partition?.files.length)).toEqual([1, 1, 1]);
});

test('nobody answers a question of another run, and cancelling it ends the run', async () => {
  const { workflow } = await begun('/orchestrate deal-review:');
  const [asked] = openDecisions(await baton.reached(workflow, asks('missing-inputs')));
  if (!asked) throw new Error('Nothing is asked.');
  expect(await baton.answer(asked.id, 'approve')).toMatchObject({ kind: 'refused', reason: { kind: 'unknown-option' } });
  expect(await baton.answer(asked.id, 'cancel')).toEqual({ kind: 'accepted' });
  expect(statusWord(await baton.reached(workflow, (state) => state.stage.kind === 'ended'))).toBe('cancelled');
});

test('a name that the library does not have is an ordinary request; a composition that cannot be planned says why', async () => {
  const { workflow } = await begun('/orchestrate weekly-report: compare the stores AND write a guide THEN review both');
  expect((await baton.reached(workflow, asks('plan-approval'))).composition).toBeNull();
  await expect(baton.say('/orchestrate broken-chain: anything')).rejects.toMatchObject({
    code: 'composition.broken',
    message: expect.stringContaining('Step 1 of the skill chain has 0 skills'),
  });
});

test('its plan can be shown without running it, and edited before it runs', async () => {
  const { workflow } = await begun('/plan-only deal-review: Five seats\ncustomer: Acme');
  const state = await baton.reached(workflow, asks('run-plan'));
  expect([state.stage.kind, planOf(state).composition]).toEqual(['shown', 'deal-review']);
});

test('what its steps say cannot be said again by an option; what belongs to the run can', async () => {
  const said = '/orchestrate deal-review: Five seats\ncustomer: Acme';
  for (const option of ['pattern:pipeline', 'persona:legal-counsel']) {
    const reply = await baton.say(`${said} ${option}`);
    expect(reply).toMatchObject({ kind: 'misread' });
    if (reply.kind === 'misread') expect(cardText(reply.card)).toContain('does not go with a composition');
  }
  const { workflow } = await begun(`${said} budget:1`);
  const state = await baton.reached(workflow, asks('plan-approval'));
  expect([state.capUsd, planOf(state).composition]).toEqual([1, 'deal-review']);
});
