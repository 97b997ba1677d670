/** A run's thread at the local Discord: posted once, edited in place, told to those who are asked. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import { channelId, groupId, personId, threadId, workflowId } from '../../../src/engine/ids.ts';
import { ANA, BEN, CLEO, DINA, FORUM, GENERAL, LEADS } from '../../fakes/discord/world/seed.ts';
import { until } from '../../until.ts';
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
const blocksOf = (text: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ kind: 'line', line: [{ kind: 'text', text: `${text} ${index} ${'x'.repeat(400)}` }] }) as const);

describe('a card', () => {
  test('is posted once, edited in place, and not touched when it is as it was', async () => {
    const { discord, sending, message, lines, done } = await arena();
    const ref = await sending.surface.post(message('live', card('live', 'nothing done')));
    expect(await sending.surface.post(message('live', card('live', 'nothing done')))).toBe(ref);
    await sending.surface.edit(message('live', card('live', 'one done')), ref);
    await sending.surface.edit(message('live', card('live', 'one done')), ref);
    expect(lines()).toEqual(['Ana asked: compare', 'one done']);
    expect([done('message.post'), done('message.edit')]).toEqual([2, 1]);
    expect(discord.violations).toEqual([]);
  });

  test('of two edits that become one the newer is what it shows, whichever is noted last', async () => {
    const { discord, sending, sent, message, lines, done } = await arena();
    const ref = await sending.surface.post(message('live', card('live', 'nothing done')));
    let open: () => void = () => undefined;
    discord.faults.next('message.edit', { kind: 'hang', until: new Promise<void>((resolve) => (open = resolve)) });
    const edit = (text: string) => sending.surface.edit(message('live', card('live', text)), ref);
    const first = edit('one done');
    await until(() => discord.count('message.edit') === 1);
    const noted = sent.sent;
    const older = edit('two done');
    await new Promise((resolve) => setImmediate(resolve));
    const newer = edit('three done');
    await new Promise((resolve) => setImmediate(resolve));
    // What the older edit has to note comes last.
    let notes = 0;
    sent.sent = async (...note) => {
      notes += 1;
      if (notes === 2) await newer;
      await noted(...note);
    };
    open();
    await Promise.all([first, older, newer]);
    expect([lines()[1], done('message.edit')]).toEqual(['three done', 2]);
    await edit('three done');
    expect(done('message.edit')).toBe(2);
    await edit('two done');
    expect(lines()[1]).toBe('two done');
  });

  test('becomes several messages when it is long; edits change, add and delete them', async () => {
    const { sending, message, lines, done, discord } = await arena();
    const long = (count: number, first = 'a') => card('answer', '', { blocks: [...blocksOf(first, 1), ...blocksOf('b', count)] });
    const ref = await sending.surface.post(message('answer', long(30)));
    const parts = lines().length - 1;
    expect(parts).toBeGreaterThan(1);
    await sending.surface.edit(message('answer', long(30, 'changed')), ref);
    expect(done('message.edit')).toBeLessThanOrEqual(parts);
    expect(lines()[1]).toContain('changed 0');
    await sending.surface.edit(message('answer', long(60)), ref);
    expect(lines().length - 1).toBeGreaterThan(parts);
    await sending.surface.edit(message('answer', long(0)), ref);
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toContain('a 0');
    expect(discord.violations).toEqual([]);
  });

  test('the plan takes the place of the message that the command opened the thread with', async () => {
    const { sending, message, lines, sent, place, discord } = await arena();
    const ref = await sending.surface.post(message('plan', card('plan', 'assessing')));
    expect(ref).toBe(place.thread);
    expect(await sending.surface.post(message('plan', card('plan', 'assessing')))).toBe(place.thread);
    await sending.surface.edit(message('plan', card('plan', 'three workstreams')), ref);
    expect(lines()).toEqual(['three workstreams']);
    expect(discord.channel(place.channel).map(({ id }) => id)).toEqual([place.thread]);
    expect(sent.all().map(({ key }) => key)).toContain(`${RUN}:plan`);
  });

  test('a root that was deleted comes back as a message of the thread when it asks', async () => {
    const { sending, message, lines, place, discord } = await arena();
    const ref = await sending.surface.post(message('plan', card('plan', 'assessing')));
    await sending.api.call('DELETE', `/channels/${place.channel}/messages/${ref}`, { priority: 'answer' });
    await sending.surface.edit(message('plan', { ...question('The plan'), kind: 'plan' }), ref);
    expect(lines()).toEqual([expect.stringContaining('The plan')]);
    expect(discord.channel(place.channel)).toEqual([]);
  });

  test('a command that is taken up again begins no second thread, whatever became of the first message', async () => {
    const { sending, message, place, discord, restarted } = await arena();
    const root = { tenant: TENANT, channel: place.channel, key: 'root:d1', name: 'compare', card: card('notice', 'Ana asked: compare') };
    expect(await restarted().threadRoots.begin(root)).toBe(place.thread);
    await sending.surface.post(message('plan', card('plan', 'assessing')));
    expect(await restarted().threadRoots.begin(root)).toBe(place.thread);
    expect(discord.channel(place.channel)).toHaveLength(1);
    expect(await sending.threadRoots.begin({ ...root, key: 'root:d2' })).not.toBe(place.thread);
  });

  test('a second run in the thread leaves the plan of the first where it is', async () => {
    const { sending, message, lines } = await arena();
    await sending.surface.post(message('plan', card('plan', 'the first plan')));
    await sending.surface.post({ ...message('plan', card('plan', 'the second plan')), workflow: workflowId('0199aaaa-0000-7000-8000-000000000002') });
    expect(lines()).toEqual(['the first plan', 'the second plan']);
  });
});

describe('who is told', () => {
  const told = ({ discord }: Arena, id: string) => discord.notifications.filter(({ user }) => user === id).length;

  test('a question mentions who must act when it is posted, and no edit mentions anybody', async () => {
    const one = await arena();
    const { sending, message } = one;
    const asked = question('Go on?', [personId(ANA)]);
    const ref = await sending.surface.post(message('decision:1', asked));
    expect(told(one, ANA)).toBe(1);
    await sending.surface.edit(message('decision:1', { ...asked, notify: [personId(ANA), personId(BEN)] }), ref);
    expect([told(one, ANA), told(one, BEN)]).toEqual([1, 0]);
  });

  test('nobody is called by text, whatever it says', async () => {
    const { sending, message, discord } = await arena();
    await sending.surface.post(message('answer', card('answer', `@everyone @here <@${ANA}> <@&${LEADS}> look`)));
    expect(discord.notifications).toEqual([]);
  });

  test('a question that comes with an edit is told in a short reply, once', async () => {
    const one = await arena();
    const { sending, message, lines } = one;
    const ref = await sending.surface.post(message('plan', card('plan', 'assessing')));
    const plan = { ...question('The plan', [personId(BEN)]), kind: 'plan' as const };
    await sending.surface.edit(message('plan', plan), ref);
    await sending.surface.edit(message('plan', { ...plan, blocks: [...plan.blocks, ...plan.blocks] }), ref);
    expect(told(one, BEN)).toBe(1);
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toContain('Waits for an answer: @Ben');
  });

  test('a reminder goes to each person as a direct message with a link, and nothing to press there', async () => {
    const { sending, message, discord, lines, place, restarted } = await arena();
    const reminder = card('reminder', 'Still waits for an answer', { notify: [personId(ANA), personId(BEN)] });
    const ref = await sending.surface.post(message('moment:1', reminder));
    expect(lines()).toHaveLength(1);
    for (const who of [ANA, BEN]) {
      const [direct, ...more] = discord.person(who).directMessages();
      expect(more).toEqual([]);
      expect(direct?.lines.join(' ')).toContain('Still waits for an answer');
      expect(direct?.buttons).toEqual([]);
      expect(JSON.stringify(direct?.components)).toContain(`https://discord.com/channels/${TENANT}/${place.thread}`);
    }
    // Told again after a crash it is there; what became of the question is written there too.
    await restarted().surface.post(message('moment:1', reminder));
    await sending.surface.edit(message('moment:1', { ...reminder, blocks: [...reminder.blocks, ...card('reminder', 'Answered by Ana').blocks] }), ref);
    expect(
      discord
        .person(ANA)
        .directMessages()
        .map((one) => one.lines.join(' ')),
    ).toEqual([expect.stringContaining('Answered by Ana')]);
    expect(lines()).toHaveLength(1);
  });

  test('who takes no direct messages, and a group, is reminded in the thread', async () => {
    const { sending, message, discord, lines } = await arena();
    const reminder = card('reminder', 'Still waits for an answer', { notify: [personId(ANA), personId(DINA)], notifyGroups: [groupId(LEADS)] });
    const ref = await sending.surface.post(message('moment:1', reminder));
    expect(discord.person(ANA).directMessages()).toHaveLength(1);
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toContain('@Dina');
    expect(lines()[1]).toContain('@platform-leads');
    expect(lines()[1]).not.toContain('@Ana');
    await sending.surface.edit(message('moment:1', reminder), ref);
    expect(lines()).toHaveLength(2);
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
