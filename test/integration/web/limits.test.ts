/** A budget of a day that is set while a run waits holds for that run too: a cap that only new runs keep is no cap. */
import { afterEach, expect, test } from 'vitest';
import { planned, type Served, serveFresh } from './served.ts';

let served: Served;
afterEach(() => served.close());

test('a budget that is set while a run waits stops it before its next call', async () => {
  served = await serveFresh({});
  const { id, decision } = await planned(served, '/orchestrate Compare the stores AND write the guide THEN review both for risk');
  const before = (await served.workflow(id)).costUsd;
  await served.post('/api/commands', { text: '/baton settings set workspace_day_budget_usd 0.01', as: 'ada' });
  await served.post(`/api/decisions/${decision}`, { option: 'approve', as: 'ada' });
  const asked = await served.reached(id, ({ status, decisions }) => status === 'waiting' && decisions.some(({ kind }) => kind === 'cap-reached'));
  expect(asked.costUsd).toBe(before);
  const [row] = await served.baton.database.sql<{ reserved_usd: number }[]>`select reserved_usd from budgets where scope = 'workspace'`;
  expect(row?.reserved_usd).toBe(0);

  // With room again it goes on when somebody says so: the raise is held to what is in force at that moment.
  await served.post('/api/commands', { text: '/baton settings set workspace_day_budget_usd 5', as: 'ada' });
  await served.post(`/api/workflows/${id}/overrides`, { kind: 'resume', as: 'ada' });
  const done = await served.reached(id, ({ status }) => status === 'completed');
  expect(done.decisions.find(({ kind }) => kind === 'cap-reached')?.status).toBe('voided');
}, 60_000);
