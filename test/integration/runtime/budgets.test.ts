/** Budgets of a day with two processes on one database: they share what is left, and people decide at the cap. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardText } from '../../../src/cards/text.ts';
import { inputId, LOCAL_TENANT, personId, type WorkflowId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { until } from '../../until.ts';
import { type Assembled, assemble, assembleFresh } from './assembled.ts';

/** Enough to plan; the last call of a run sets nearly all of it aside. */
const settings = { workspace_day_budget_usd: 0.55 };
let one: Assembled & { readonly url: string };
let two: Assembled;

beforeEach(async () => {
  one = await assembleFresh({ settings });
  two = await assemble({ url: one.url, settings });
});

afterEach(async () => {
  await two.close();
  await one.close();
});

const TASK = '/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk';
const waits = (state: Workflow) => state.running.size === 0 && openDecisions(state).length > 0;

function onlyDecision(state: Workflow) {
  const [decision] = openDecisions(state);
  if (!decision) throw new Error('No decision is open');
  return decision;
}

/** Approves the plan and waits for the next question, or the end. */
async function approved(baton: Assembled, workflow: WorkflowId): Promise<Workflow> {
  const { id } = onlyDecision(await baton.reached(workflow, waits));
  await baton.answer(id, 'approve');
  return await baton.reached(workflow, (state) => state.stage.kind === 'ended' || (waits(state) && onlyDecision(state).id !== id));
}

test('runs of both stop before the call that could pass the cap; only an admin raises it, then the work goes on', async () => {
  const started = await Promise.all([one.start(TASK), two.start(TASK)]);
  const stopped = await Promise.all(started.map(({ workflow }, index) => approved(index === 0 ? one : two, workflow)));
  const [asked] = stopped.filter((state) => state.stage.kind !== 'ended');
  if (!asked) throw new Error('Somebody should have been asked.');
  const decision = onlyDecision(asked);
  expect(decision.question).toMatchObject({ kind: 'cap-reached', cap: { scope: 'workspace', unit: 'usd' }, limit: 0.55 });
  const [row] = await one.database.sql`select spent_usd + reserved_usd as used from budgets where scope = 'workspace'`;
  expect(row?.used).toBeLessThanOrEqual(0.55 + 1e-9);

  const answer = { tenant: LOCAL_TENANT, actor: personId('ada'), groups: [], decision: decision.id, option: 'raise', text: null } as const;
  expect(await one.runtime.desk.answer({ ...answer, admin: false, input: inputId('by-a-member') })).toMatchObject({
    kind: 'refused',
    reason: { kind: 'above-ceiling' },
  });
  expect(await one.runtime.desk.answer({ ...answer, admin: true, input: inputId('by-an-admin') })).toEqual({ kind: 'accepted' });
  await until(async () => (await one.state(asked.id)).attemptsMade > asked.attemptsMade);
});

test('a setting keeps to its ceiling, and the day is the same in all channels', async () => {
  const told = async (text: string) => {
    const reply = await one.say(text);
    return reply.kind === 'told' ? cardText(reply.card) : reply.kind;
  };
  await told('/baton settings set workflow_ceiling_usd 5');
  expect(await told('/baton settings set workflow_budget_usd 6')).toContain('workflow_budget_usd stays as it was: $6.00 is above workflow_ceiling_usd, $5.00.');
  expect(await told('/baton settings set time_zone Europe/Berlin --channel')).toContain('the same in all channels');
  for (const shared of [
    'retention_days 3',
    'workspace_day_budget_usd 9',
    'workspace_day_ceiling_tokens 9000',
    'person_day_budget_tokens 9000',
    'person_day_ceiling_usd 9',
  ])
    expect(await told(`/baton settings set ${shared} --channel`)).toContain('the same in all channels');
  expect(await told('/baton settings set channel_day_budget_usd 9 --channel')).not.toContain('the same in all channels');
  expect(await told('/baton settings set workflow_budget_usd 5')).not.toContain('stays as it was');
});
