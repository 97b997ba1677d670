/** Fifty calls a second for the whole app: never more, and the last of them for what people wait for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queueName } from '../../../adapters/discord/sending/call-route.ts';
import { createAppWindow } from '../../../adapters/discord/sending/send-window.ts';
import { snowflakeAt, snowflakeTime } from '../../../adapters/discord/sending/snowflake.ts';
import { PRIORITIES } from '../../../src/chat/sending/priority.ts';

describe('the whole app', () => {
  test('never more than fifty in any second, whatever is asked for when', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ priority: fc.constantFrom(...PRIORITIES), later: fc.nat(200), part: fc.nat(3) }), { maxLength: 400 }), (asked) => {
        const app = createAppWindow();
        const parts = [app.part(), app.part(), app.part(), app.part()];
        const went: number[] = [];
        let now = 1_000_000;
        for (const { priority, later, part } of asked) {
          now += later;
          const window = parts[part];
          if (!window) throw new Error('no part');
          now = Math.max(now, window.freeAt(null, priority, now));
          window.went(null, now);
          went.push(now);
        }
        for (const [index, at] of went.entries()) expect(went.slice(index).filter((other) => other < at + 1_000).length).toBeLessThanOrEqual(50);
      }),
    );
  });

  test('progress leaves room for decisions in the same second', () => {
    const app = createAppWindow();
    const part = app.part();
    let count = 0;
    while (part.freeAt(null, 'progress', 5_000) === 5_000) {
      part.went(null, 5_000);
      count += 1;
    }
    expect(count).toBeGreaterThan(20);
    expect(app.part().freeAt(null, 'decision', 5_000)).toBe(5_000);
  });

  test('what blocks a queue blocks no other; what blocks the app blocks all', () => {
    const app = createAppWindow();
    const [one, other] = [app.part(), app.part()];
    one.blockUntil(9_000);
    expect([one.freeAt(null, 'decision', 5_000), other.freeAt(null, 'decision', 5_000)]).toEqual([9_000, 5_000]);
    app.blockUntil(12_000);
    expect(other.freeAt(null, 'decision', 5_000)).toBe(12_000);
  });
});

describe('queues', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  const young = snowflakeAt(now - 60_000);
  const old = snowflakeAt(now - 2 * 3_600_000);
  const channel = '910000000000000001';

  test('one for each method, kind of route and channel; edits of old messages have their own', () => {
    const name = (method: Parameters<typeof queueName>[0], route: string) => queueName(method, route, now);
    expect(name('PATCH', `/channels/${channel}/messages/${young}`)).toBe(`PATCH /channels/${channel}/messages/:id`);
    expect(name('PATCH', `/channels/${channel}/messages/${old}`)).toBe(`PATCH /channels/${channel}/messages/:id old`);
    expect(name('DELETE', `/channels/${channel}/messages/${old}`)).toBe(`DELETE /channels/${channel}/messages/:id`);
    expect(name('POST', `/channels/${channel}/messages`)).not.toBe(name('POST', '/channels/910000000000000002/messages'));
    expect(name('GET', '/guilds/900000000000000001/members/920000000000000001')).toBe('GET /guilds/900000000000000001/members/:id');
    expect(name('GET', '/users/920000000000000001')).toBe(name('GET', '/users/920000000000000002'));
  });

  test('the time in an id', () => {
    expect(snowflakeTime(snowflakeAt(now))).toBe(now);
    expect(snowflakeTime('175928847299117063')).toBe(1_462_015_105_796);
  });
});
