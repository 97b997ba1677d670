/** A thread that cannot be reached: why, who is told, and that nothing more is tried than is of use. */
import { afterEach, describe, expect, test } from 'vitest';
import { channelId } from '../../../src/engine/ids.ts';
import { CLEO, FORUM, GENERAL, GUILD } from '../../fakes/discord/world/seed.ts';
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
const done = card('completion', 'Done');

const LOSSES: readonly (readonly [string, (arena: Arena) => unknown, string])[] = [
  ['the thread was deleted', ({ discord, place }) => discord.person(CLEO).deletesThread(place.thread), 'thread-deleted'],
  ['its channel was deleted', ({ discord }) => discord.guild().deletesChannel(GENERAL), 'deleted'],
  ['the channel is hidden from Baton', ({ discord }) => discord.guild().deniesBot(GENERAL, 'ViewChannel'), 'left'],
  ['the right to write in threads is missing', ({ discord }) => discord.guild().deniesBot(GENERAL, 'SendMessagesInThreads'), 'not-allowed'],
  ['Baton was taken out of the guild', ({ discord }) => discord.guild(GUILD).removesBot(), 'uninstalled'],
  ['the token was taken back', ({ discord }) => discord.resetsToken(), 'uninstalled'],
  [
    'the thread is locked, and Baton may not open it',
    async ({ discord, place }) => {
      discord.guild().withdraws('ManageThreads');
      await discord.person(CLEO).locks(place.thread);
    },
    'locked',
  ],
];

describe('a run is told', () => {
  test.each(LOSSES)('%s', async (_, lose, reason) => {
    const one = await arena();
    await lose(one);
    await expect(one.sending.surface.post(one.message('end', done))).rejects.toMatchObject({ code: 'surface-unreachable', reason });
    expect(one.unreachable).toMatchObject([{ channel: one.place.channel, thread: one.place.thread, reason }]);
    expect(one.sent.all().map(({ key }) => key)).toEqual(['root:d1', 'root:d1:began']);
    expect(one.discord.count()).toBeLessThan(8);
  });

  test('and it is said there once it can be again', async () => {
    const one = await arena();
    one.discord.guild().deniesBot(GENERAL, 'SendMessagesInThreads');
    await expect(one.sending.surface.post(one.message('end', done))).rejects.toMatchObject({ reason: 'not-allowed' });
    one.discord.guild().allowsBot(GENERAL, 'SendMessagesInThreads');
    await one.sending.surface.post(one.message('end', done));
    expect(one.lines()).toEqual(['Ana asked: compare', 'Done']);
  });
});

describe('an archived thread', () => {
  test.each(['unarchive', 'refuse'] as const)('is opened by what is posted there (Discord: %s)', async (postsInArchived) => {
    const one = await arena({ postsInArchived });
    await one.discord.person(CLEO).archives(one.place.thread);
    await one.sending.surface.post(one.message('decision:1', question('Go on?')));
    expect(one.lines()).toHaveLength(2);
    expect(one.discord.threadState(one.place.thread)?.archived).toBe(false);
  });

  test('is opened for an edit and for a deletion', async () => {
    const one = await arena();
    const ref = await one.sending.surface.post(one.message('live', card('live', 'one done')));
    await one.discord.person(CLEO).archives(one.place.thread);
    await one.sending.surface.edit(one.message('live', card('live', 'two done')), ref);
    expect(one.lines()).toEqual(['Ana asked: compare', 'two done']);
  });

  test('what was opened too late for a post is open for the next one: nobody has to wait long to know that the first will not come', async () => {
    const one = await arena({ postsInArchived: 'refuse' });
    await one.discord.person(CLEO).archives(one.place.thread);
    const gate = Promise.withResolvers<void>();
    one.discord.faults.next('channel.edit', { kind: 'hang', until: gate.promise });
    const post = one.sending.surface.post(one.message('end', done)).catch((error: unknown) => error);
    await until(() => one.discord.count('channel.edit') === 1);
    await one.turn(61_000);
    gate.resolve();
    expect(await post).toMatchObject({ code: 'discord-retry-later' });
    expect(one.lines()).toHaveLength(1);
    await one.sending.surface.post(one.message('end', done));
    expect(one.lines()).toEqual(['Ana asked: compare', 'Done']);
  });

  test('which Discord lets nobody open for long is tried again later', async () => {
    const one = await arena({ postsInArchived: 'refuse' });
    await one.discord.person(CLEO).archives(one.place.thread);
    one.discord.faults.next('channel.edit', { kind: 'rate-limited', retryAfter: 45 });
    await expect(one.sending.surface.post(one.message('end', done))).rejects.toMatchObject({ code: 'discord-retry-later' });
    expect(one.sent.all().some(({ key }) => key.endsWith(':end'))).toBe(false);
  });

  test('locked as well, it is out of reach without the right to manage threads', async () => {
    const one = await arena();
    const ref = await one.sending.surface.post(one.message('live', card('live', 'one done')));
    one.discord.guild().withdraws('ManageThreads');
    await one.discord.person(CLEO).locks(one.place.thread);
    await one.discord.person(CLEO).archives(one.place.thread);
    await expect(one.sending.surface.edit(one.message('live', card('live', 'two done')), ref)).rejects.toMatchObject({ code: 'surface-unreachable' });
    await expect(one.sending.surface.post(one.message('end', done))).rejects.toMatchObject({ reason: 'locked' });
  });
});

describe('where no thread can begin', () => {
  test('the refusal says so, and no message is left of the try', async () => {
    const one = await arena();
    const root = { tenant: one.place.tenant, channel: one.place.channel, key: 'root:d9', name: 'x', card: card('notice', 'x') };
    await expect(one.sending.threadRoots.begin({ ...root, channel: channelId(FORUM) })).rejects.toMatchObject({ code: 'discord-no-threads-here' });
    one.discord.guild().deniesBot(GENERAL, 'CreatePublicThreads');
    await expect(one.sending.threadRoots.begin(root)).rejects.toMatchObject({ code: 'discord-not-allowed' });
    expect(one.discord.channel(GENERAL).map(({ id }) => id)).toEqual([one.place.thread]);
    one.discord.guild().allowsBot(GENERAL, 'CreatePublicThreads');
    expect(one.discord.threadsOf(GENERAL)).toHaveLength(1);
    await one.sending.threadRoots.begin(root);
    expect(one.discord.threadsOf(GENERAL)).toHaveLength(2);
    expect(one.discord.channel(GENERAL)).toHaveLength(2);
  });
});
