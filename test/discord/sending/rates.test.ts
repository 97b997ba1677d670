/** Discord's rates with the real client: never more than is let through, decisions first, and 429 waited out. */

import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { type CallOptions, createDiscordApi } from '../../../adapters/discord/sending/api.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';
import { until } from '../../until.ts';
import { type Arena, card, openArena, question } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});
async function arena(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await openArena(...options);
  opened.push(one);
  return one;
}
const posts = (one: Arena, count: number) =>
  Array.from({ length: count }, (_, index) => one.sending.surface.post(one.message(`handoff:p${index}`, card('handoff', `Phase ${index} complete`))));

describe('within the rates', () => {
  test('twenty messages to one thread at once: none is refused, all are there, in order', async () => {
    const one = await arena({ rates: 10 });
    await Promise.all(posts(one, 20));
    expect(one.lines()).toEqual(['Ana asked: compare', ...Array.from({ length: 20 }, (_, index) => `Phase ${index} complete`)]);
    expect(one.discord.violations).toEqual([]);
    expect(one.discord.invalidRequests()).toBe(0);
  });

  test('a question goes before the progress that waits', async () => {
    const one = await arena({ rates: 10 });
    const progress = posts(one, 15);
    await until(() => one.lines().length > 3);
    await one.sending.surface.post(one.message('decision:1', question('Go on?')));
    const at = one.lines().findIndex((line) => line.includes('Go on?'));
    expect(at).toBeLessThan(10);
    await Promise.all(progress);
    expect(one.lines()).toHaveLength(17);
    expect(one.discord.violations).toEqual([]);
  });

  test('two processes: Discord turns some away, and everything is said once', async () => {
    const one = await arena({ rates: 10 });
    const other = one.restarted();
    const theirs = Array.from({ length: 10 }, (_, index) => other.surface.post(one.message(`handoff:q${index}`, card('handoff', `Other ${index}`))));
    await Promise.all([...posts(one, 10), ...theirs]);
    expect(new Set(one.lines()).size).toBe(21);
    expect(one.lines()).toHaveLength(21);
    expect(one.discord.violations.filter(({ kind }) => kind === 'ignored-retry-after')).toEqual([]);
  });
});

describe('429', () => {
  test('for everything: nothing goes out before its time, of any route', async () => {
    const one = await arena();
    one.discord.faults.next('message.post', { kind: 'rate-limited', retryAfter: 30, global: true });
    const first = one.sending.surface.post(one.message('handoff:p1', card('handoff', 'Phase 1 complete')));
    await until(() => one.discord.count('message.post') === 2);
    await new Promise((resolve) => setImmediate(resolve));
    const other = one.sending.api.get('/users/@me', { priority: 'decision' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(one.discord.count('user.me')).toBe(0);
    expect(one.done('message.post')).toBe(1);
    void Promise.allSettled([first, other]);
  });

  test('of one route: others go on', async () => {
    const one = await arena();
    one.discord.faults.next('message.post', { kind: 'rate-limited', retryAfter: 1 });
    const first = one.sending.surface.post(one.message('handoff:p1', card('handoff', 'Phase 1 complete')));
    await until(() => one.discord.count('message.post') === 2);
    await one.sending.api.get('/users/@me', { priority: 'background' });
    expect(one.done('message.post')).toBe(1);
    await one.turn(2_000);
    await first;
    expect(one.lines()).toHaveLength(2);
  });

  test('edits of messages older than an hour (30046) hold up neither younger ones nor new messages', async () => {
    const one = await arena({ rates: 1 });
    const ref = await one.sending.surface.post(one.message('live', card('live', 'none done')));
    await one.turn(2 * 3_600_000);
    const edits = (count: number) => one.sending.surface.edit(one.message('live', card('live', `${count} done`, { notify: [] })), ref);
    for (let count = 1; count <= 3; count += 1) await edits(count);
    // Progress waits a few seconds for its turn, and is tried again by whoever wants it shown.
    await expect(edits(4)).rejects.toMatchObject({ code: 'discord-retry-later' });
    expect(one.lines()[1]).toBe('3 done');
    const fresh = await one.sending.surface.post(one.message('end', card('completion', 'Done')));
    await one.sending.surface.edit(one.message('end', card('completion', 'Done, all of it')), fresh);
    expect(one.lines()[2]).toBe('Done, all of it');
    await one.turn(30_000);
    await edits(5);
    expect(one.lines()[1]).toBe('5 done');
    expect(one.discord.violations.filter(({ kind }) => kind === 'ignored-retry-after')).toEqual([]);
  });
});

test('a call that only waited for another one of the same rate never left', async () => {
  const { discord, place, sending, message, turn } = await arena();
  const old = await sending.surface.post(message('live', card('live', 'none done')));
  await turn(2 * 3_600_000);
  const young = await sending.surface.post(message('end', card('completion', 'Done')));
  const clock = createTurnedClock();
  clock.turn(2 * 3_600_000);
  const api = createDiscordApi({ token: discord.token, apiUrl: discord.api, clock, log: pino({ level: 'silent' }), callTimeoutMs: 150 });
  const edit = (id: string, more: Partial<CallOptions> = {}) =>
    api.call('PATCH', `/channels/${place.thread}/messages/${id}`, { body: { components: [{ type: 10, content: 'Seen' }] }, priority: 'answer', ...more });
  const gate = Promise.withResolvers<void>();
  try {
    // discord.js learns with the first answer that both have one rate.
    await edit(young);
    const before = discord.count('message.edit');
    discord.faults.next('message.edit', { kind: 'hang', until: gate.promise });
    const upload = edit(young, { files: [{ name: 'a.txt', data: 'a' }] });
    await until(() => discord.count('message.edit') === before + 1);
    await expect(edit(old, { patienceMs: 500 })).rejects.toMatchObject({ code: 'discord-retry-later' });
    gate.resolve();
    await upload;
    expect(discord.count('message.edit')).toBe(before + 1);
    expect(await edit(old)).toMatchObject({ id: old });
  } finally {
    gate.resolve();
    api.close();
  }
});
