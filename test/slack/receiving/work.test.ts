/** Work on deliveries: what fails is tried again, an outage is waited for, what is done is not done twice, and a stop gives back. */
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Received } from '../../../adapters/slack/receiving/received.ts';
import { createWork, DONE, type Job, type WorkDeps } from '../../../adapters/slack/receiving/work.ts';
import { channelId, personId, tenantId, threadId } from '../../../src/engine/ids.ts';
import { UserError } from '../../../src/errors.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { memoryDeliveries } from '../../fakes/memory-deliveries.ts';
import { until } from '../../until.ts';

const LEASE_MS = 12_000;
const T = tenantId('T1');
const BODY: Received = { kind: 'command', command: '/orchestrate', text: 'x', channel: channelId('C1'), user: personId('U1') };

/** Sleeps take no time, but time passes by them. */
function workshop(more: Partial<WorkDeps> = {}) {
  let at = 1_000_000;
  const clock: Clock = {
    now: () => at,
    sleep: async (ms) => {
      at += ms;
    },
  };
  const deliveries = memoryDeliveries(clock.now);
  const given: unknown[] = [];
  const handled: Job[] = [];
  const work = createWork({
    deliveries,
    handle: async (job) => {
      handled.push(job);
      return DONE;
    },
    giveUp: async (_, error) => void given.push(error),
    passes: (error) => error === OUTAGE,
    leaseMs: LEASE_MS,
    clock,
    log: pino({ level: 'silent' }),
    ...more,
  });
  const job = (id: string, body: Received = BODY, tries = 1): Job => ({
    tenant: T,
    id,
    body,
    live: { trigger: null, responseUrl: null },
    tries,
    takenAt: at,
    again: tries > 1,
  });
  const takes = async (one: Job) => {
    await deliveries.take({ surface: 'slack', tenant: T, id: one.id, body: one.body }, LEASE_MS);
    return await work.take(one);
  };
  return {
    work,
    deliveries,
    given,
    handled,
    job,
    takes,
    isOpen: (id: string) => deliveries.open({ surface: 'slack', tenant: T, id }),
    passes: (ms: number) => (at += ms),
  };
}

const OUTAGE = new Error('Slack does not answer');

test('what cannot be written down as done is not handled again for that', async () => {
  let failures = 3;
  const real = memoryDeliveries(() => 1_000_000);
  const handled: string[] = [];
  const { work, job } = workshop({
    deliveries: {
      ...real,
      done: async (key) => {
        if (failures-- > 0) throw OUTAGE;
        await real.done(key);
      },
    },
    handle: async ({ id }) => {
      handled.push(id);
      return DONE;
    },
  });
  await real.take({ surface: 'slack', tenant: T, id: 'a', body: BODY }, LEASE_MS);
  expect(await work.take(job('a'))).toBe(DONE);
  expect(handled).toEqual(['a']);
  expect(await real.open({ surface: 'slack', tenant: T, id: 'a' })).toBe(false);
});

test('a failure is tried again as something begun before, and given up after a while', async () => {
  const seen: boolean[] = [];
  const failing = workshop({
    handle: async ({ again }) => {
      seen.push(again);
      throw new Error('a bug');
    },
  });
  expect(await failing.takes(failing.job('a'))).toBeNull();
  expect(seen).toEqual([false, true, true, true, true]);
  expect(failing.given).toEqual([]);
  expect(await failing.isOpen('a')).toBe(true);
  expect(await failing.takes(failing.job('a', BODY, 6))).toBeNull();
  expect(failing.given).toHaveLength(1);
  expect(await failing.isOpen('a')).toBe(false);
});

test('whoever waits is told before it rests, once and by what came with it; that this fails changes nothing', async () => {
  const order: string[] = [];
  const down = workshop({
    handle: () => Promise.reject(OUTAGE),
    putBack: async ({ id, live }) => {
      order.push(`told ${id} ${live.responseUrl}`);
      throw new Error('nobody there');
    },
  });
  const real = down.deliveries.hold.bind(down.deliveries);
  down.deliveries.hold = async (keys, ms) => {
    order.push('rests');
    await real(keys, ms);
  };
  await down.takes(down.job('a'));
  expect(order).toEqual(['told a null', 'rests']);
  expect(await down.isOpen('a')).toBe(true);
  const done = workshop({ putBack: async ({ id }) => void order.push(id) });
  await done.takes(done.job('b'));
  expect(order).toHaveLength(2);
});

test('an outage counts for nothing for a day', async () => {
  const down = workshop({ handle: () => Promise.reject(OUTAGE) });
  const one = down.job('a', BODY, 40);
  await down.takes(one);
  expect(down.given).toEqual([]);
  expect(await down.isOpen('a')).toBe(true);
  down.passes(25 * 60 * 60 * 1000);
  await down.work.take(one);
  expect(down.given).toEqual([OUTAGE]);
  expect(await down.isOpen('a')).toBe(false);
});

test('while whoever waits cannot be told, it is kept', async () => {
  const told: unknown[] = [];
  let reachable = false;
  const refused = new UserError('file.empty', 'notes.md is empty.');
  const one = workshop({
    handle: () => Promise.reject(refused),
    giveUp: async (_, error) => {
      if (!reachable) throw OUTAGE;
      told.push(error);
    },
  });
  await one.takes(one.job('a'));
  expect(await one.isOpen('a')).toBe(true);
  reachable = true;
  await one.work.take(one.job('a', BODY, 2));
  expect(told).toEqual([refused]);
  expect(await one.isOpen('a')).toBe(false);
});

test('one workspace that is slow holds up no other, and clicks wait for no requests', async () => {
  const slow = Promise.withResolvers<void>();
  const begun: string[] = [];
  const { work, job } = workshop({
    handle: async ({ tenant, id }) => {
      begun.push(id);
      if (tenant === T) await slow.promise;
      return DONE;
    },
  });
  const all = Array.from({ length: 70 }, (_, index) => work.take(job(`slow ${index}`)));
  const other = work.take({ ...job('elsewhere'), tenant: tenantId('T2') });
  await other;
  const click: Received = { kind: 'session-stopped', user: personId('U1'), channel: channelId('C1'), thread: threadId('1.2') };
  const clicked = work.take(job('click', click));
  await until(() => begun.includes('click'));
  expect(begun.filter((id) => id.startsWith('slow'))).toHaveLength(64);
  slow.resolve();
  await Promise.all([...all, clicked]);
  expect(begun).toHaveLength(72);
});

test('at the stop what is under way is given back at once', async () => {
  const never = new Promise<never>(() => undefined);
  let free = false;
  const { work, deliveries, takes, job, passes } = workshop({ handle: () => never });
  void takes(job('a'));
  await until(() => deliveries.open({ surface: 'slack', tenant: T, id: 'a' }));
  const stopping = work.stop().then(() => {
    free = true;
  });
  await until(() => free);
  await stopping;
  passes(1);
  expect((await deliveries.claim('slack', 10, LEASE_MS)).map(({ id }) => id)).toEqual(['a']);
});
