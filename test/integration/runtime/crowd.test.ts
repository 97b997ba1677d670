/** Fifty workflows driven at once, each with a wake-up queued behind its drive, do not keep a new one waiting. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import type { Model } from '../../../src/ports/model.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { until } from '../../until.ts';
import { type Assembled, assembleFresh } from './assembled.ts';

const CROWD = 50;

let baton: Assembled;
let held = Promise.withResolvers<void>();

/** The crowd's assessments hang until the test lets them go; everything else is rehearsed. */
const rehearsal = createRehearsalModel({ clock: systemClock });
const model: Model = {
  kind: 'rehearsal',
  write: rehearsal.write,
  async fill(call, signal) {
    if (call.brief.request.includes('crowd'))
      await Promise.race([held.promise, new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))]);
    return await rehearsal.fill(call, signal);
  },
};

beforeEach(async () => {
  held = Promise.withResolvers<void>();
  baton = await assembleFresh({ model });
});
afterEach(async () => {
  held.resolve();
  await baton.close();
});

test('a new workflow starts within a second', async () => {
  const crowd = await Promise.all(Array.from({ length: CROWD }, (_, index) => baton.start(`/orchestrate crowd ${index} AND more THEN review`)));
  await until(() => baton.runtime.active() === CROWD);
  for (const { workflow } of crowd) await baton.reached(workflow, (state) => state.running.size === 1);
  // Each gets its wake-up while it is driven: it must wait for its own drive, and for nobody else's.
  for (const { workflow } of crowd) await baton.queue.wake(workflow);
  for (let round = 0; round < 3; round += 1) {
    const from = Date.now();
    const { workflow } = await baton.start(`/orchestrate Newcomer ${round} AND one more THEN review`);
    await baton.reached(workflow, (state) => state.attemptsMade > 0);
    expect(Date.now() - from).toBeLessThan(1_000);
  }
  expect(baton.runtime.active()).toBeGreaterThanOrEqual(CROWD);
});

test('a wake-up that was queued behind a drive follows it, and is used up', async () => {
  const { workflow } = await baton.start('/orchestrate crowd of one AND more THEN review');
  await baton.reached(workflow, (state) => state.running.size === 1);
  await baton.queue.wake(workflow);
  const rows = await baton.database.sql`select state from pgboss.job where group_id = ${workflow} and state <= 'active' order by state`;
  expect(rows.map((row) => row.state)).toEqual(['created', 'active']);
  held.resolve();
  await baton.reached(workflow, (state) => state.stage.kind === 'awaiting-approval');
  await until(async () => (await baton.database.sql`select 1 from pgboss.job where group_id = ${workflow} and state <= 'active'`).length === 0);
});
