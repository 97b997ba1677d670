/** Two processes on one database, as two runtimes: epochs, answers across processes, and wake-ups that got lost. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { type FreshDatabase, freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type Assembled, assemble } from './assembled.ts';

let fresh: FreshDatabase;
let one: Assembled;
beforeEach(async () => {
  fresh = await freshDatabase();
  one = await assemble({ url: fresh.url });
});
afterEach(async () => {
  await one.close();
  await fresh.drop();
});

test('an answer given in one process reaches the driver in the other', async () => {
  const two = await assemble({ url: fresh.url, slots: 0 });
  try {
    const { workflow } = await one.start('/orchestrate Compare [[slow:2s]] AND plan THEN review');
    const planned = await one.reached(workflow, (state) => openDecisions(state).length > 0);
    const [decision] = openDecisions(planned);
    if (!decision) throw new Error('No decision is open');
    expect(await two.answer(decision.id, 'approve')).toEqual({ kind: 'accepted' });
    await one.reached(workflow, (state) => state.running.size > 0);
    const [row] = await two.database.sql`select thread from workflows where id = ${workflow}`;
    expect(await two.say('stop', { thread: row?.thread })).toMatchObject({ kind: 'acted', as: 'cancel', reply: { kind: 'accepted' } });
    await one.reached(workflow, (state) => state.stage.kind === 'ended');
  } finally {
    await two.close();
  }
});

test('a stale driver stops without a word: its epoch is over', async () => {
  const { workflow } = await one.start('/orchestrate Compare [[slow:6s]] AND plan THEN review');
  const planned = await one.reached(workflow, (state) => openDecisions(state).length > 0);
  const [decision] = openDecisions(planned);
  if (!decision) throw new Error('No decision is open');
  await one.answer(decision.id, 'approve');
  await one.reached(workflow, (state) => state.running.size === 1 && [...state.workstreams.values()].some(({ status }) => status.kind === 'done'));
  // The drive that planned may have applied the answer too: then the answer's own wake-up still waits, and would go on with the run.
  await one.database.sql`delete from pgboss.job where group_id = ${workflow} and state = 'created'`;
  await one.database.ledger.takeOver(workflow);
  await until(() => one.runtime.active() === 0);
  const after = await one.state(workflow);
  expect(after.stage.kind).toBe('running');
  expect(after.running.size).toBe(1);
});

test('the sweeper finds what has something to do and no wake-up', async () => {
  await one.runtime.leave();
  const { workflow } = await one.start('/orchestrate Compare AND plan THEN review');
  await one.database.sql`delete from pgboss.job where group_id = ${workflow}`;
  const two = await assemble({ url: fresh.url });
  try {
    await two.reached(workflow, (state) => openDecisions(state).length > 0);
    expect(await two.database.ledger.runnable()).toEqual([]);
  } finally {
    await two.close();
  }
});

test('events of a newer release are handed back untouched', async () => {
  await one.runtime.leave();
  const { workflow } = await one.start('/orchestrate Compare AND plan THEN review');
  await one.database.sql`insert into events (tenant, workflow, seq, v, at, body) values (${LOCAL_TENANT}, ${workflow}, 2, 1, 1, '{"kind":"teleported"}')`;
  await one.database.sql`update workflows set version = 2 where id = ${workflow}`;
  const two = await assemble({ url: fresh.url });
  try {
    await until(async () => (await two.database.sql`select 1 from workflows where id = ${workflow} and epoch > 0`).length === 1);
    await until(() => two.runtime.active() === 0);
    // Its wake-up is left to its heartbeat, for whoever comes then.
    expect(await two.database.sql`select state from pgboss.job where group_id = ${workflow}`).toEqual([{ state: 'active' }]);
    expect(await two.database.archive.events(LOCAL_TENANT, workflow, 0, 10)).toHaveLength(2);
  } finally {
    await two.close();
  }
});
