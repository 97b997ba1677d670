/** A drive hands over after six hours, between two calls: none is made twice for it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import type { Model } from '../../../src/ports/model.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createTurnedClock, type TurnedClock } from '../../fakes/turned-clock.ts';
import { type Assembled, assembleFresh } from './assembled.ts';

const LONGEST_MS = 6 * 3_600_000;

let baton: Assembled;
let clock: TurnedClock;
let held = Promise.withResolvers<void>();

/** The workstream of the guide is written when the test lets it. */
const rehearsal = createRehearsalModel({ clock: systemClock });
const model: Model = {
  kind: 'rehearsal',
  fill: rehearsal.fill,
  async write(call, signal) {
    if (call.brief.title.includes('guide')) await held.promise;
    return await rehearsal.write(call, signal);
  },
};

beforeEach(async () => {
  held = Promise.withResolvers<void>();
  clock = createTurnedClock();
  baton = await assembleFresh({ model, clock });
});
afterEach(async () => {
  held.resolve();
  await baton.close();
});

const epochOf = async (workflow: string): Promise<number> => {
  const [row] = await baton.database.sql`select epoch from workflows where id = ${workflow}`;
  return Number(row?.epoch);
};

test('a call in flight after six hours is waited for, and the next drive goes on behind it', async () => {
  const { workflow } = await baton.start('/orchestrate Compare the stores AND write the guide THEN review both for risk');
  const [decision] = openDecisions(await baton.reached(workflow, (state) => openDecisions(state).length > 0));
  if (!decision) throw new Error('No decision is open');
  await baton.answer(decision.id, 'approve');
  await baton.reached(workflow, (state) => state.running.size === 1 && [...state.workstreams.values()].some(({ status }) => status.kind === 'done'));
  const epoch = await epochOf(workflow);
  clock.turn(LONGEST_MS);
  // Longer than a process that stops would wait.
  clock.turn(60_000);
  held.resolve();
  await baton.reached(workflow, ({ stage }) => stage.kind === 'ended');
  const kinds = (await baton.database.archive.events((await baton.state(workflow)).place.tenant, workflow, 0, 500)).map(({ event }) => event.kind);
  expect(kinds).not.toContain('attempt-interrupted');
  expect(kinds).not.toContain('driver-resumed');
  expect((await baton.state(workflow)).stage).toMatchObject({ outcome: 'completed' });
  expect(await epochOf(workflow)).toBe(epoch + 1);
});
