/** A run's thread at the local Discord: what all platforms do, and what is Discord's own. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import { channelId, groupId, personId, threadId } from '../../../src/engine/ids.ts';
import { chatSurfaceContract } from '../../contracts/chat-surface-contract.ts';
import { ANA, BEN, CLEO, DINA, FORUM, GENERAL, LEADS } from '../../fakes/discord/world/seed.ts';
import { type Arena, card, openArena, question, RUN, TENANT } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});
async function arena(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await openArena(...options);
  opened.push(one);
  return one;
}

chatSurfaceContract({
  async open() {
    const one = await openArena();
    const { discord, place } = one;
    return {
      ...one,
      surface: one.sending.surface,
      thread: place.thread,
      another() {
        const { surface, threadRoots } = one.restarted();
        const root = { tenant: TENANT, channel: place.channel, name: 'compare', card: card('notice', 'Ana asked: compare') };
        return { surface, begin: (key) => threadRoots.begin({ ...root, key }) };
      },
      roots: () => discord.channel(place.channel).length,
      posts: () => one.done('message.post'),
      edits: () => one.done('message.edit'),
      editsAsked: () => discord.count('message.edit'),
      holdsEdit: (until) => discord.faults.next('message.edit', { kind: 'hang', until }),
      told: (person) => discord.notifications.filter(({ user }) => user === person).length,
      directs: (person) =>
        discord
          .person(person)
          .directMessages()
          .map(({ lines, components }) => ({ text: lines.join(' '), raw: JSON.stringify(components) })),
      threadLink: `https://discord.com/channels/${TENANT}/${place.thread}`,
      violations: () => discord.violations,
    };
  },
  people: { ana: { id: personId(ANA), shown: '@Ana' }, ben: { id: personId(BEN), shown: '@Ben' }, closed: { id: personId(DINA), shown: '@Dina' } },
  leads: groupId(LEADS),
  manyLines: 30,
});

describe('a card', () => {
  test('a root that was deleted comes back as a message of the thread when it asks', async () => {
    const { sending, message, lines, place, discord } = await arena();
    const ref = await sending.surface.post(message('plan', card('plan', 'assessing')));
    await sending.api.call('DELETE', `/channels/${place.channel}/messages/${ref}`, { priority: 'answer' });
    await sending.surface.edit(message('plan', { ...question('The plan'), kind: 'plan' }), ref);
    expect(lines()).toEqual([expect.stringContaining('The plan')]);
    expect(discord.channel(place.channel)).toEqual([]);
  });
});

describe('who is told', () => {
  test('a reminder leads to its question, and has nothing to press', async () => {
    const { sending, message, discord } = await arena();
    await sending.surface.post(message('moment:1', card('reminder', 'Still waits for an answer', { notify: [personId(ANA)] })));
    expect(discord.person(ANA).directMessages()[0]?.buttons).toEqual([]);
  });

  test('nobody is called by text, whatever it says', async () => {
    const { sending, message, discord } = await arena();
    await sending.surface.post(message('answer', card('answer', `@everyone @here <@${ANA}> <@&${LEADS}> look`)));
    expect(discord.notifications).toEqual([]);
  });
});

describe('threads', () => {
  test('a post of a forum is a thread like any other', async () => {
    const { sending, discord, sent } = await arena();
    const post = await discord.person(ANA).postsInForum(FORUM, 'Which store?', 'Compare Redis and Postgres', {});
    const place = { tenant: TENANT, surface: 'discord', channel: channelId(FORUM), thread: threadId(post) };
    const at = (key: string, shown: Card) => ({ workflow: RUN, place, key, card: shown });
    const ref = await sending.surface.post(at('plan', card('plan', 'assessing')));
    await sending.surface.edit(at('plan', card('plan', 'three workstreams')), ref);
    await discord.person(CLEO).deletes(post, ref);
    await sending.surface.post(at('plan', { ...question('The plan'), kind: 'plan' }));
    expect(discord.thread(post).map(({ lines }) => lines.join(' '))).toEqual(['Compare Redis and Postgres', expect.stringContaining('The plan')]);
    expect(sent.all().filter(({ channel }) => channel === FORUM)).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  test('a thread begins from a person’s message, once', async () => {
    const { sending, discord, restarted } = await arena();
    const asked = await discord.person(ANA).says(GENERAL, `please compare <@${BEN}> these\n\n${'word '.repeat(60)}`);
    const from = { tenant: TENANT, channel: channelId(GENERAL), message: asked, name: `please compare <@${BEN}> these\n\n${'word '.repeat(60)}` };
    expect(await sending.threadRoots.from(from)).toBe(asked);
    expect(await restarted().threadRoots.from(from)).toBe(asked);
    expect(discord.threadState(asked)?.name).toMatch(/^please compare these word .{40,}…$/u);
    expect(discord.threadState(asked)?.name.length).toBeLessThanOrEqual(100);
  });

  test.each(['message.post', 'thread.from-message'])('an answer that is lost (%s) leaves one root and one thread', async (route) => {
    const { sending, discord, place } = await arena();
    discord.faults.next(route, { kind: 'lose-answer' });
    const root = { tenant: TENANT, channel: place.channel, key: 'root:d2', name: '', card: card('notice', 'Ben asked') };
    const begun = await sending.threadRoots.begin(root).catch(() => sending.threadRoots.begin(root));
    expect(discord.channel(place.channel)).toHaveLength(2);
    expect(discord.threadsOf(place.channel)).toEqual([place.thread, begun]);
    expect(discord.threadState(begun)?.name).toBe('A run of Baton');
  });

  test('a root that was taken away before its thread was there is posted anew', async () => {
    const { sending, discord, place } = await arena();
    discord.faults.next('thread.from-message', { kind: 'refuse', code: 10008 });
    const root = { tenant: TENANT, channel: place.channel, key: 'root:d2', name: 'x', card: card('notice', 'Ben asked') };
    const begun = await sending.threadRoots.begin(root);
    expect(discord.threadsOf(place.channel)).toContain(begun);
  });
});
