/** Words for one person, short replies in a thread, and cards that Discord refuses the form of. */
import { afterEach, describe, expect, test } from 'vitest';
import { personId } from '../../../src/engine/ids.ts';
import { ANA, DINA, EVE, GENERAL, OTHER_BOT } from '../../fakes/discord/world/seed.ts';
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
const no = card('refusal', 'Only @leads can approve here.');

describe('a word for one person', () => {
  test('goes to them directly, however long it is', async () => {
    const { sending, discord, place, lines } = await arena();
    expect(await sending.privately.direct(place.tenant, personId(ANA), no)).toBe(true);
    expect(await sending.privately.direct(place.tenant, personId(ANA), card('list', 'x '.repeat(6_000)))).toBe(true);
    expect(discord.person(ANA).directMessages().length).toBeGreaterThan(2);
    expect(discord.count('user.dm')).toBe(1);
    expect(lines()).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  test.each([
    ['takes none', DINA],
    ['shares no guild with Baton', EVE],
    ['is a bot', OTHER_BOT],
  ])('says when it cannot: somebody who %s', async (_, who) => {
    const { sending, place } = await arena();
    expect(await sending.privately.direct(place.tenant, personId(who), no)).toBe(false);
  });

  test('an outage is no answer: it may be tried again', async () => {
    const { sending, place, discord } = await arena();
    discord.faults.next('user.dm', { kind: 'server-error' });
    await expect(sending.privately.direct(place.tenant, personId(ANA), no)).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    expect(await sending.privately.direct(place.tenant, personId(ANA), no)).toBe(true);
  });

  test('an answer that was lost: not said again, and the next word about something else is', async () => {
    const { sending, place, discord, restarted } = await arena();
    const about = { id: 'click:1', thread: null };
    discord.faults.next('message.post', { kind: 'lose-answer' });
    await expect(sending.privately.direct(place.tenant, personId(ANA), no, about)).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    expect(await restarted().privately.direct(place.tenant, personId(ANA), no, about)).toBe(true);
    expect(discord.person(ANA).directMessages()).toHaveLength(1);
    expect(await sending.privately.direct(place.tenant, personId(ANA), no, { ...about, id: 'click:2' })).toBe(true);
    expect(discord.person(ANA).directMessages()).toHaveLength(2);
    expect(discord.violations).toEqual([]);
  });

  test('has nothing that could be pressed there: it leads to the thread', async () => {
    const { sending, place, discord } = await arena();
    expect(await sending.privately.direct(place.tenant, personId(ANA), question('Go on?'), { id: 'click:1', thread: place.thread })).toBe(true);
    const [sent] = discord.calls.filter(({ route }) => route === 'message.post').slice(-1);
    const written = JSON.stringify(sent?.body);
    expect(written).toContain('Go on?');
    expect(written).not.toContain('custom_id');
    expect(written).toContain(`https://discord.com/channels/${place.tenant}/${place.thread}`);
  });
});

describe('a reply', () => {
  test('answers a message without ringing anybody, once', async () => {
    const { sending, discord, place, lines, restarted } = await arena();
    const asked = await discord.person(ANA).says(place.thread, 'use Redis');
    const reply = { tenant: place.tenant, channel: place.channel, thread: place.thread, key: 'reply:1', card: card('notice', 'Taken as context'), to: asked };
    await sending.replies.say(reply);
    await restarted().replies.say(reply);
    expect(lines()).toHaveLength(3);
    const call = discord.calls.findLast(({ route }) => route === 'message.post');
    expect(call?.body).toMatchObject({
      message_reference: { message_id: asked },
      allowed_mentions: { parse: [], replied_user: false },
      flags: (1 << 15) | (1 << 12),
    });
    expect(discord.notifications).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  test('stands by itself where the message is gone', async () => {
    const { sending, discord, place, lines } = await arena();
    const asked = await discord.person(ANA).says(place.thread, 'use Redis');
    await discord.person(ANA).deletes(place.thread, asked);
    await sending.replies.say({ tenant: place.tenant, channel: place.channel, thread: place.thread, key: 'reply:1', card: card('notice', 'Taken'), to: asked });
    expect(lines()).toEqual(['Ana asked: compare', 'Taken']);
  });
});

describe('a form that Discord refuses', () => {
  test('goes as plain text: a card never holds up its thread', async () => {
    const { sending, message, discord, lines } = await arena();
    discord.faults.next('message.post', { kind: 'refuse', code: 50035 });
    await sending.surface.post(message('decision:1', question('Go *on*? @everyone', [personId(ANA)])));
    expect(lines()[1]).toContain('Go *on*?');
    expect(lines()[1]).toContain('[Approve]');
    // Whom the card asks, and nobody whom its words name.
    expect(discord.notifications).toMatchObject([{ user: ANA, why: 'mention' }]);
    expect(discord.channel(GENERAL)).toHaveLength(1);
  });

  test('and where its words are refused as well, what can be done is there all the same', async () => {
    const { sending, message, discord, lines, place } = await arena();
    discord.faults.next('message.post', { kind: 'refuse', code: 200_000 }, { times: 2 });
    await sending.surface.post(message('decision:1', question('Go on to badword?', [personId(ANA)])));
    expect(lines()[1]).toContain('not let through here');
    expect(lines()[1]).not.toContain('badword');
    expect(discord.thread(place.thread)[1]?.buttons).toEqual(['Approve']);
    expect(discord.notifications.map(({ user }) => user)).toEqual([ANA]);
  });

  test('and where that is refused too, it is said', async () => {
    const { sending, message, discord } = await arena();
    discord.faults.next('message.post', { kind: 'refuse', code: 50035 }, { times: 3 });
    await expect(sending.surface.post(message('end', card('completion', 'Done')))).rejects.toMatchObject({ code: 'discord-refused-form' });
  });
});
