/** The scheduler with a clock that jumps: Slack's rates, who goes first, edits that replace each other, 429s, closing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rateOf } from '../../../adapters/slack/sending/rates.ts';
import { createScheduler, type ScheduledCall, type Scheduler } from '../../../adapters/slack/sending/scheduler.ts';
import { SlackCallError } from '../../../adapters/slack/sending/slack-error.ts';
import { PRIORITIES, type Priority, rankOf } from '../../../src/chat/sending/priority.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import { createJumpingClock, type JumpingClock } from '../../fakes/jumping-clock.ts';

const T1 = tenantId('T1');
const MINUTE = 60_000;
const tooMany = (afterMs: number) => new SlackCallError('any', { kind: 'retry-later', afterMs });

interface Sent {
  readonly name: string;
  readonly channel: string | null;
  readonly at: number;
}

function arena(): { clock: JumpingClock; scheduler: Scheduler; sent: Sent[]; call: (name: string, call?: Partial<ScheduledCall>) => Promise<unknown> } {
  const clock = createJumpingClock();
  const scheduler = createScheduler({ clock });
  const sent: Sent[] = [];
  return {
    clock,
    scheduler,
    sent,
    call(name, more = {}) {
      const call = { tenant: T1, method: 'chat.postMessage', channel: 'C1', priority: 'progress', patienceMs: 3_600_000, ...more } as const;
      return scheduler.schedule(call, async () => {
        sent.push({ name, channel: call.channel, at: clock.now() });
        return name;
      });
    },
  };
}

describe('never above the rates', () => {
  const calls = fc.array(
    fc.record({
      channel: fc.constantFrom('C1', 'C2', 'C3'),
      priority: fc.constantFrom(...PRIORITIES),
      later: fc.nat(4_000),
      burst: fc.integer({ min: 1, max: 12 }),
    }),
    { minLength: 1, maxLength: 40 },
  );

  test.each(['chat.postMessage', 'chat.update', 'usergroups.list'])('%s, whatever is asked for when', async (method) => {
    await fc.assert(
      fc.asyncProperty(calls, async (asked) => {
        const { clock, sent, call } = arena();
        const answers: Promise<unknown>[] = [];
        for (const { channel, priority, later, burst } of asked) {
          await clock.run(clock.now() + later);
          for (let one = 0; one < burst; one += 1) answers.push(call(`${answers.length}`, { method, channel, priority }));
        }
        await clock.run();
        expect(await Promise.all(answers)).toHaveLength(answers.length);
        expect(sent).toHaveLength(answers.length);
        const { perMinute, perChannel } = rateOf(method);
        expect(busiest(sent, MINUTE)).toBeLessThanOrEqual(perMinute);
        if (perChannel === null) return;
        for (const channel of ['C1', 'C2', 'C3']) {
          const there = sent.filter((one) => one.channel === channel);
          for (const seconds of [1, 5, 20, 60]) expect(busiest(there, seconds * 1_000)).toBeLessThanOrEqual(perChannel.atOnce - 1 + seconds);
        }
      }),
      { numRuns: 60 },
    );
  });

  /** Most calls in any stretch of that length. */
  function busiest(sent: readonly Sent[], length: number): number {
    return Math.max(0, ...sent.map(({ at }) => sent.filter((other) => other.at >= at && other.at < at + length).length));
  }
});

describe('who goes first', () => {
  test('what people wait for, and among equals the older', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom<Priority>(...PRIORITIES), { minLength: 2, maxLength: 30 }), async (priorities) => {
        const { clock, sent, call } = arena();
        for (const name of ['a', 'b', 'c']) void call(name, { priority: 'decision' });
        await clock.run(clock.now());
        expect(sent.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
        const answers = priorities.map((priority, index) => call(String(index), { priority }));
        await clock.run();
        await Promise.all(answers);
        const order = sent.slice(3).map(({ name }) => Number(name));
        const expected = order.toSorted((one, other) => rankOf(priorities[one] ?? 'decision') - rankOf(priorities[other] ?? 'decision') || one - other);
        expect(order).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('progress leaves room in every minute for a decision', async () => {
    const { clock, sent, call } = arena();
    for (let one = 0; one < 80; one += 1) void call(`edit ${one}`, { method: 'chat.update', priority: 'progress' });
    await clock.run(clock.now() + 1_000);
    expect(sent).toHaveLength(35);
    const asked = clock.now();
    await Promise.all([call('decision', { method: 'chat.update', priority: 'decision' }), clock.run(asked + 1)]);
    expect(sent.at(-1)).toEqual({ name: 'decision', channel: 'C1', at: asked });
    await clock.run();
    expect(sent).toHaveLength(81);
  });

  test('a busy channel does not hold up another, nor one workspace another', async () => {
    const { clock, sent, call } = arena();
    for (let one = 0; one < 20; one += 1) void call(`busy ${one}`);
    await clock.run(clock.now());
    const start = clock.now();
    await Promise.all([call('quiet channel', { channel: 'C2' }), call('other workspace', { tenant: tenantId('T2') }), clock.run(start)]);
    expect(
      sent
        .slice(3)
        .map(({ name, at }) => `${name} ${at - start}`)
        .toSorted(),
    ).toEqual(['other workspace 0', 'quiet channel 0']);
    await clock.run();
  });
});

describe('edits of one message', () => {
  const edit = { method: 'chat.update', replaces: 'C1 5.5' } as const;

  test('the newest wins; earlier ones that still wait are never sent, and their callers get its answer', async () => {
    const { clock, sent, call, scheduler } = arena();
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const first = scheduler.schedule({ tenant: T1, channel: 'C1', priority: 'progress', ...edit }, async () => {
      await gate;
      return 'first';
    });
    await clock.run(clock.now());
    const [second, third, fourth] = [call('second', edit), call('third', edit), call('fourth', { ...edit, priority: 'decision' })];
    const other = call('other message', { ...edit, replaces: 'C1 6.6' });
    await clock.run(clock.now());
    // Nothing overtakes the edit that is on its way; another message's goes.
    expect(sent.map(({ name }) => name)).toEqual(['other message']);
    open();
    await clock.run();
    expect(await Promise.all([first, second, third, fourth, other])).toEqual(['first', 'fourth', 'fourth', 'fourth', 'other message']);
    expect(sent.map(({ name }) => name)).toEqual(['other message', 'fourth']);
  });

  test('an edit that was turned away gives way to a newer one', async () => {
    const { clock, sent, call, scheduler } = arena();
    const first = scheduler.schedule({ tenant: T1, channel: 'C1', priority: 'progress', ...edit }, async () => {
      sent.push({ name: 'first', channel: 'C1', at: clock.now() });
      void call('newer', edit);
      throw tooMany(7_000);
    });
    await clock.run();
    expect(await first).toBe('newer');
    expect(sent.map(({ name }) => name)).toEqual(['first', 'newer']);
  });
});

describe('429', () => {
  test('the whole method waits as long as Slack says, then goes on in order; other methods go on', async () => {
    const { clock, sent, call, scheduler } = arena();
    const start = clock.now();
    let tries = 0;
    const turnedAway = scheduler.schedule({ tenant: T1, method: 'chat.postMessage', channel: 'C1', priority: 'progress' }, async () => {
      tries += 1;
      if (tries === 1) throw tooMany(30_000);
      sent.push({ name: 'turned away', channel: 'C1', at: clock.now() });
      return 'done';
    });
    await clock.run(start + 1);
    const after = call('after', { channel: 'C2' });
    const update = call('update', { method: 'chat.update' });
    await clock.run();
    expect(await Promise.all([turnedAway, after, update])).toEqual(['done', 'after', 'update']);
    expect(sent.map(({ name, at }) => [name, at - start])).toEqual([
      ['update', 1],
      ['turned away', 30_000],
      ['after', 30_000],
    ]);
  });

  test('two processes that share a workspace both get everything through', async () => {
    const clock = createJumpingClock();
    const accepted: number[] = [];
    let refused = 0;
    // The workspace takes 20 calls in any minute, of whichever process.
    const slack = async (): Promise<string> => {
      const recent = accepted.filter((at) => at > clock.now() - MINUTE);
      if (recent.length >= 20) {
        refused += 1;
        throw tooMany((recent[0] ?? 0) + MINUTE - clock.now());
      }
      accepted.push(clock.now());
      return 'ok';
    };
    const processes = [createScheduler({ clock }), createScheduler({ clock })];
    const asked = processes.flatMap((scheduler) =>
      Array.from({ length: 60 }, () =>
        scheduler.schedule({ tenant: T1, method: 'usergroups.list', channel: null, priority: 'decision', patienceMs: 24 * 3_600_000 }, slack),
      ),
    );
    await clock.run();
    expect(await Promise.all(asked)).toHaveLength(120);
    expect(accepted).toHaveLength(120);
    expect(refused).toBeGreaterThan(0);
  });

  test('what is worthless later is given up instead, with a reason to try again', async () => {
    const { clock, call, scheduler } = arena();
    const open = { method: 'views.open', channel: null, priority: 'answer', patienceMs: 2_500 } as const;
    const turnedAway = scheduler.schedule({ tenant: T1, ...open }, async () => {
      throw tooMany(10_000);
    });
    const settled = Promise.allSettled([turnedAway]);
    const asked = clock.now();
    await clock.run(asked + 1);
    const behind = Promise.allSettled([call('behind', open)]);
    await clock.run();
    expect(clock.now()).toBe(asked + 1);
    expect([...(await settled), ...(await behind)]).toMatchObject([
      { status: 'rejected', reason: { code: 'slack-retry-later' } },
      { status: 'rejected', reason: { code: 'slack-retry-later' } },
    ]);
  });
});

test('other failures are the caller’s, and hold nobody up', async () => {
  const { clock, call, scheduler } = arena();
  const gone = scheduler.schedule({ tenant: T1, method: 'chat.postMessage', channel: 'C1', priority: 'progress' }, async () => {
    throw new SlackCallError('chat.postMessage', { kind: 'archived' });
  });
  const next = call('next');
  const settled = Promise.allSettled([gone, next]);
  await clock.run();
  expect(await settled).toMatchObject([
    { status: 'rejected', reason: { code: 'slack-archived' } },
    { status: 'fulfilled', value: 'next' },
  ]);
});

test('closing gives up what waits, lets finish what is on its way, and takes nothing new', async () => {
  const { clock, call, scheduler, sent } = arena();
  let open: (answer: string) => void = () => undefined;
  const underway = scheduler.schedule(
    { tenant: T1, method: 'chat.update', channel: 'C1', priority: 'progress' },
    () => new Promise((resolve) => (open = resolve)),
  );
  for (const name of ['1', '2', '3']) void call(name);
  const waiting = Promise.allSettled([call('4'), call('5')]);
  await clock.run(clock.now());
  scheduler.close();
  open('done');
  expect(await underway).toBe('done');
  expect(await waiting).toMatchObject([
    { status: 'rejected', reason: { code: 'slack-retry-later' } },
    { status: 'rejected', reason: { code: 'slack-retry-later' } },
  ]);
  await expect(call('6')).rejects.toMatchObject({ code: 'slack-retry-later' });
  await clock.run();
  expect(sent.map(({ name }) => name)).toEqual(['1', '2', '3']);
  expect(scheduler.size()).toBe(0);
});

describe('what is kept', () => {
  test('a workspace that has gone quiet leaves nothing behind, and its rate is kept all the same', async () => {
    const { clock, scheduler, sent, call } = arena();
    for (let one = 0; one < 100; one += 1) void call('once', { tenant: tenantId(`T${one + 2}`) });
    await clock.run();
    expect(scheduler.queues()).toBe(100);
    await clock.run(clock.now() + 2 * MINUTE);
    const burst = Array.from({ length: 30 }, () => call('list', { method: 'usergroups.list', priority: 'decision' }));
    await clock.run(clock.now() + 1_000);
    expect(scheduler.queues()).toBe(1);
    // Another queue is made while this one's minute is not over.
    void call('other', { tenant: tenantId('T2') });
    await clock.run();
    await Promise.all(burst);
    const lists = sent.filter(({ name }) => name === 'list').map(({ at }) => at);
    expect((lists[20] ?? 0) - (lists[0] ?? 0)).toBeGreaterThanOrEqual(MINUTE);
  });

  test('of thousands that wait each gets its turn at little cost', async () => {
    const { clock, sent, call } = arena();
    const asked = Array.from({ length: 3_000 }, (_, one) => call(`${one}`, { channel: `C${one % 100}`, priority: 'decision' }));
    const began = process.cpuUsage();
    await clock.run();
    await Promise.all(asked);
    expect(sent).toHaveLength(3_000);
    // Half a second; looking through the last minute for each of them takes nine.
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(3);
  });
});
