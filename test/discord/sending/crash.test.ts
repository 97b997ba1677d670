/** A crash or a cut connection between the note and the message, storms of 429 and outages: said once, or known to be said twice. */
import { afterEach, describe, expect, test } from 'vitest';
import { discordServer } from '../../fakes/discord/server.ts';
import { GENERAL } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
import { type Arena, card, openArena, RUN } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});
async function arena(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await openArena(...options);
  opened.push(one);
  return one;
}
const MINUTES = 60_000;
const handoff = (text = 'Phase 1 complete') => card('handoff', text);

describe('a crash between the note and the message', () => {
  test('the message arrived: repeated within minutes, Discord knows it again', async () => {
    const { sending, message, discord, lines, restarted, done } = await arena();
    discord.faults.next('message.post', { kind: 'lose-answer' });
    await expect(sending.surface.post(message('handoff:p1', handoff()))).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    expect(lines()).toHaveLength(2);
    const ref = await restarted().surface.post(message('handoff:p1', handoff()));
    expect(lines()).toEqual(['Ana asked: compare', 'Phase 1 complete']);
    expect(ref).not.toBe('');
    expect(done('message.list')).toBe(0);
  });

  test('it arrived with other words than the card has by now: it is brought to them', async () => {
    const { sending, message, discord, lines, restarted } = await arena();
    discord.faults.next('message.post', { kind: 'lose-answer' });
    await expect(sending.surface.post(message('live', card('live', 'one done')))).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    await restarted().surface.post(message('live', card('live', 'two done')));
    expect(lines()).toEqual(['Ana asked: compare', 'two done']);
  });

  test('it arrived, and a later process finds it in the thread', async () => {
    const { sending, message, discord, lines, restarted, done, turn, place } = await arena();
    discord.faults.next('message.post', { kind: 'lose-answer' });
    await expect(sending.surface.post(message('handoff:p1', handoff()))).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    await turn(10 * MINUTES);
    const ref = await restarted().surface.post(message('handoff:p1', handoff()));
    expect(lines()).toEqual(['Ana asked: compare', 'Phase 1 complete']);
    expect(discord.thread(place.thread)[1]?.id).toBe(ref);
    expect([done('message.list'), discord.count('message.post')]).toEqual([1, 2]);
  });

  test.each([0, 10 * MINUTES])('it did not: it is posted (%i ms later)', async (later) => {
    const { sending, message, discord, lines, restarted, turn } = await arena();
    discord.faults.next('message.post', { kind: 'lose-call' });
    await expect(sending.surface.post(message('handoff:p1', handoff()))).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    expect(lines()).toHaveLength(1);
    await turn(later);
    await restarted().surface.post(message('handoff:p1', handoff()));
    expect(lines()).toEqual(['Ana asked: compare', 'Phase 1 complete']);
  });

  test('it arrives while a second process repeats it: posted once', async () => {
    const { sending, message, discord, lines, restarted } = await arena();
    let open: () => void = () => undefined;
    discord.faults.next('message.post', { kind: 'hang', until: new Promise<void>((resolve) => (open = resolve)) });
    const first = sending.surface.post(message('handoff:p1', handoff()));
    await until(() => discord.count('message.post') === 2);
    const second = await restarted().surface.post(message('handoff:p1', handoff()));
    open();
    expect(await first).toBe(second);
    expect(lines()).toHaveLength(2);
  });

  test('a message that is found among 250 others is the one with our mark, from our own hand', async () => {
    const { sending, message, discord, lines, restarted, turn, place, done } = await arena();
    discord.faults.next('message.post', { kind: 'lose-answer' });
    await expect(sending.surface.post(message('end', card('completion', 'Done')))).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    for (let one = 0; one < 250; one += 1) await discord.person('920000000000000001').says(place.thread, `line ${one}`);
    await turn(10 * MINUTES);
    await restarted().surface.post(message('end', card('completion', 'Done')));
    expect(lines().filter((line) => line === 'Done')).toHaveLength(1);
    expect(done('message.list')).toBeGreaterThan(0);
  });

  test('where the history may not be read it is posted again: twice rather than not at all', async () => {
    const { sending, message, discord, lines, restarted, turn } = await arena();
    discord.faults.next('message.post', { kind: 'lose-answer' });
    await expect(sending.surface.post(message('handoff:p1', handoff()))).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    await turn(10 * MINUTES);
    discord.guild().deniesBot(GENERAL, 'ReadMessageHistory');
    await restarted().surface.post(message('handoff:p1', handoff()));
    expect(lines()).toEqual(['Ana asked: compare', 'Phase 1 complete', 'Phase 1 complete']);
  });

  test.each([500, 502, 503])('HTTP %i is no refusal: the note stays, and the message is repeated', async (status) => {
    const { sending, message, discord, sent, lines } = await arena();
    discord.faults.next('message.post', { kind: 'server-error', status });
    await expect(sending.surface.post(message('end', card('completion', 'Done')))).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    expect(sent.all().find(({ key }) => key === `${RUN}:end`)?.ref).toBeNull();
    await sending.surface.post(message('end', card('completion', 'Done')));
    expect(lines()).toEqual(['Ana asked: compare', 'Done']);
  });

  test('a repeated post that is refused leaves the note: the first one may be there', async () => {
    const { sending, message, discord, sent, lines, turn } = await arena();
    discord.faults.next('message.post', { kind: 'lose-answer' });
    await expect(sending.surface.post(message('end', card('completion', 'Done')))).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    discord.faults.next('message.post', { kind: 'refuse', code: 50013 });
    await expect(sending.surface.post(message('end', card('completion', 'Done')))).rejects.toMatchObject({ reason: 'not-allowed' });
    expect(sent.all().find(({ key }) => key === `${RUN}:end`)?.ref).toBeNull();
    await turn(10 * MINUTES);
    await sending.surface.post(message('end', card('completion', 'Done')));
    expect(lines()).toEqual(['Ana asked: compare', 'Done']);
  });

  test('a message that was deleted and comes back within minutes is a new one', async () => {
    const { sending, message, lines, place, sent } = await arena();
    const ref = await sending.surface.post(message('live', card('live', 'one done')));
    await sending.api.call('DELETE', `/channels/${place.thread}/messages/${ref}`, { priority: 'answer' });
    await sent.lost({ surface: 'discord', tenant: place.tenant, key: `${RUN}:live`, part: 0 });
    expect(await sending.surface.post(message('live', card('live', 'one done')))).not.toBe(ref);
    expect(lines()).toEqual(['Ana asked: compare', 'one done']);
  });
});

describe('a stop', () => {
  test('what waits for its turn is given up, and what was noted of it does not stay', async () => {
    const { message, discord, restarted, sent } = await arena();
    const second = restarted();
    discord.faults.next('message.post', { kind: 'rate-limited', retryAfter: 60 });
    const waits = second.surface.post(message('handoff:p1', handoff())).catch((error: unknown) => error);
    await until(() => discord.count('message.post') === 2);
    const began = performance.now();
    second.close();
    expect(await waits).toMatchObject({ code: 'discord-retry-later' });
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(sent.all().some(({ key }) => key === `${RUN}:handoff:p1`)).toBe(false);
  });
});

describe('429 and outages', () => {
  test('a storm of refusals loses nothing and repeats nothing', async () => {
    const { sending, message, discord, lines, turn } = await arena();
    discord.faults.next('message.post', { kind: 'rate-limited', retryAfter: 5 }, { times: 3 });
    const posts = [1, 2, 3, 4].map((count) => sending.surface.post(message(`handoff:p${count}`, handoff(`Phase ${count} complete`))));
    let settled = false;
    const all = Promise.all(posts).then(() => {
      settled = true;
    });
    for (let turns = 0; turns < 40 && !settled; turns += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await turn(5_000);
    }
    await all;
    expect(lines().toSorted()).toEqual(['Ana asked: compare', ...[1, 2, 3, 4].map((count) => `Phase ${count} complete`)]);
  });

  test('a connection that never came about leaves nothing to look for', async () => {
    const { message, sent, restarted } = await arena();
    const gone = await discordServer();
    await gone.close();
    const away = restarted({ apiUrl: gone.api });
    await expect(away.surface.post(message('end', card('completion', 'Done')))).rejects.toMatchObject({ code: 'discord-retry-later' });
    expect(sent.all().map(({ key }) => key)).toEqual(['root:d1', 'root:d1:began']);
  });

  test('a token that Discord refuses is not tried at every call', async () => {
    const { sending, message, discord, unreachable, turn } = await arena();
    discord.resetsToken();
    for (let one = 0; one < 20; one += 1)
      await expect(sending.surface.post(message(`handoff:p${one}`, handoff()))).rejects.toMatchObject({ reason: 'uninstalled' });
    expect(discord.invalidRequests()).toBe(1);
    expect(unreachable[0]?.reason).toBe('uninstalled');
    await turn(2 * MINUTES);
    await expect(sending.surface.post(message('handoff:p1', handoff()))).rejects.toMatchObject({ reason: 'uninstalled' });
    expect(discord.invalidRequests()).toBe(2);
  });
});
