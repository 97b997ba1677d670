/** Who somebody is, what they may read, and what Baton lacks, as the local Discord says through the real client. */
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { createPeople, type MemberSaid, type Purpose } from '../../../adapters/discord/people/index.ts';
import { readsOf } from '../../../adapters/discord/people/reads-of-api.ts';
import { createDiscordApi } from '../../../adapters/discord/sending/api.ts';
import { channelId, personId, tenantId, threadId } from '../../../src/engine/ids.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings } from '../../../src/engine/settings.ts';
import type { ResolvedSettings } from '../../../src/ports/settings-store.ts';
import { type DiscordOptions, discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import {
  ADMINS,
  ANA,
  BEN,
  CLEO,
  EVE,
  FORUM,
  GENERAL,
  GUILD,
  GUS,
  LEADS,
  OTHER_BOT,
  OTTO,
  RANDOM,
  READ_ONLY,
  SECRET,
  TEAM_ROLE,
} from '../../fakes/discord/world/seed.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';

const open: { stop(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const T = tenantId(GUILD);
const MINUTE_MS = 60_000;

async function people(values: Partial<Settings> = {}, admins: readonly string[] = [], options: DiscordOptions = {}) {
  const discord: FakeDiscord = await discordServer({ rates: 'off', ...options });
  const log = pino({ level: 'silent' });
  const clock = createTurnedClock();
  const api = createDiscordApi({ token: discord.token, apiUrl: discord.api, clock, log });
  open.push({ stop: () => discord.close() }, { stop: () => api.close() });
  const resolved: ResolvedSettings = { values: { ...DEFAULT_SETTINGS, ...values }, sources: {} as Readonly<Record<SettingName, 'default'>> };
  return { discord, clock, people: createPeople({ reads: () => readsOf(api), settings: { resolve: async () => resolved }, admins, clock, log }) };
}

const said = (member: Partial<MemberSaid> = {}): MemberSaid => ({
  name: 'Ana',
  bot: false,
  roles: [TEAM_ROLE],
  pending: false,
  silencedUntil: null,
  permissions: null,
  ...member,
});

test.each([
  ['a member', ANA, { kind: 'may', name: 'Ana', who: { actor: ANA, groups: [TEAM_ROLE], admin: false } }],
  ['a lead', BEN, { kind: 'may', who: { actor: BEN, groups: [TEAM_ROLE, LEADS], admin: false } }],
  ['who may manage the server', CLEO, { kind: 'may', who: { actor: CLEO, groups: [TEAM_ROLE, LEADS, ADMINS], admin: true } }],
  ['its owner', OTTO, { kind: 'may', who: { actor: OTTO, groups: [], admin: true } }],
  ['somebody without a role', GUS, { kind: 'may', who: { groups: [], admin: false } }],
  ['somebody who is not in it', EVE, { kind: 'not-welcome', why: 'gone', admin: null }],
  ['nobody', '920000000000099999', { kind: 'not-welcome', why: 'gone' }],
  ['a bot', OTHER_BOT, { kind: 'not-welcome', why: 'bot' }],
])('%s, where Discord is asked', async (_, person, standing) => {
  const { people: known } = await people();
  expect(await known.standing(T, personId(person), channelId(GENERAL), null)).toMatchObject(standing);
});

test('what Discord says with an action counts, and nobody is looked up for it', async () => {
  const { discord, people: known } = await people();
  const standing = (member: Partial<MemberSaid>) => known.standing(T, personId(ANA), channelId(GENERAL), said(member));
  expect(await standing({ roles: [LEADS] })).toMatchObject({ kind: 'may', who: { groups: [LEADS], admin: false } });
  expect(await standing({ roles: [ADMINS] })).toMatchObject({ kind: 'may', who: { groups: [ADMINS], admin: true } });
  // What the roles allow is asked once.
  expect(discord.calls.map(({ route }) => route)).toEqual(['guild.get']);
});

test('what a channel allows makes nobody an admin, and where Discord does not say what roles allow, nobody is one', async () => {
  const { discord, people: known } = await people();
  discord.guild().overwrites(GENERAL, TEAM_ROLE, { allow: ['ManageGuild', 'Administrator'] });
  expect(await known.standing(T, personId(ANA), channelId(GENERAL), said())).toMatchObject({ kind: 'may', who: { admin: false } });
  const { discord: silent, people: unknown } = await people();
  silent.faults.next('guild.get', { kind: 'server-error' }, { times: 20 });
  expect(await unknown.standing(T, personId(CLEO), channelId(GENERAL), said({ roles: [ADMINS] }))).toMatchObject({ kind: 'may', who: { admin: false } });
});

test('whoever has not accepted the rules, or is silenced, may not act until that is over', async () => {
  const { people: known, clock } = await people();
  const standing = (member: Partial<MemberSaid>) => known.standing(T, personId(ANA), channelId(GENERAL), said(member));
  expect(await standing({ pending: true, roles: [ADMINS] })).toEqual({ kind: 'not-welcome', why: 'pending', admin: null });
  const silencedUntil = clock.now() + MINUTE_MS;
  expect(await standing({ silencedUntil })).toEqual({ kind: 'not-welcome', why: 'silenced', admin: null });
  clock.turn(MINUTE_MS + 1);
  expect(await standing({ silencedUntil })).toMatchObject({ kind: 'may' });
});

test('settings keep everybody but admins’ settings out of other channels; ADMINS are admins', async () => {
  const { people: known } = await people({ allowed_channels: [GENERAL] }, [ANA]);
  expect(await known.standing(T, personId(BEN), channelId(GENERAL), null)).toMatchObject({ kind: 'may' });
  expect(await known.standing(T, personId(BEN), channelId(RANDOM), null)).toEqual({ kind: 'not-welcome', why: 'channel', admin: null });
  expect(await known.standing(T, personId(ANA), channelId(RANDOM), null)).toMatchObject({
    kind: 'not-welcome',
    why: 'channel',
    admin: { actor: ANA, admin: true },
  });
  expect(await known.standing(T, personId(BEN), null, null)).toMatchObject({ kind: 'may' });
});

test('a role that was taken away gives no right a few seconds later, and none at once when Discord tells of it', async () => {
  const { discord, people: known, clock } = await people();
  const groupsOf = async () => {
    const standing = await known.standing(T, personId(BEN), null, null);
    return standing.kind === 'may' ? standing.who.groups : null;
  };
  expect(await groupsOf()).toEqual([TEAM_ROLE, LEADS]);
  discord.guild().setsRoles(BEN, [TEAM_ROLE]);
  clock.turn(5_001);
  expect(await groupsOf()).toEqual([TEAM_ROLE]);
  discord.guild().setsRoles(BEN, []);
  known.changed(T, { kind: 'member', person: personId(BEN) });
  expect(await groupsOf()).toEqual([]);
});

test('a channel is read by whom its permissions let in; one that Baton does not see, and one of another server, by nobody', async () => {
  const other = '900000000000000002';
  const elsewhere = '910000000000000091';
  const { people: known } = await people({}, [], { guilds: [{}, { id: other, channels: [{ id: elsewhere, name: 'elsewhere' }] }] });
  const reads = async (person: string, channel: string) => await known.sees(T, personId(person), channelId(channel), threadId(channel));
  expect(await reads(ANA, SECRET)).toBe(true);
  expect(await reads(CLEO, SECRET)).toBe(false);
  expect(await reads(OTTO, SECRET)).toBe(true);
  expect(await reads(CLEO, GENERAL)).toBe(true);
  expect(await reads(EVE, GENERAL)).toBe(false);
  expect(await reads(ANA, RANDOM)).toBe(false);
  expect(await reads(ANA, elsewhere)).toBe(false);
  expect(await known.sees(tenantId(other), personId(ANA), channelId(elsewhere), threadId(elsewhere))).toBe(true);
});

test('what is said in a thread is for who sees its channel; where Discord does not answer, for nobody', async () => {
  const { discord, people: known, clock } = await people();
  const root = await discord.person(ANA).says(SECRET, 'plans');
  const thread = await discord.person(ANA).opensThread(SECRET, 'plans', root);
  const reads = async (person: string) => await known.sees(T, personId(person), channelId(SECRET), threadId(thread));
  expect([await reads(ANA), await reads(BEN), await reads(GUS)]).toEqual([true, true, false]);
  await discord.person(OTTO).deletesThread(thread);
  known.changed(T, { kind: 'place', place: threadId(thread) });
  expect([await reads(BEN), await reads(GUS)]).toEqual([true, false]);
  clock.turn(60 * MINUTE_MS);
  discord.faults.next('*', { kind: 'server-error' }, { times: 20 });
  expect(await reads(BEN)).toBe(false);
});

test('who is taken out of a private thread reads nothing more of it a few seconds later', async () => {
  const { discord, people: known, clock } = await people();
  discord.guild().overwrites(GENERAL, CLEO, { allow: ['CreatePrivateThreads'] });
  const thread = await discord.person(CLEO).opensPrivateThread(GENERAL, 'between us');
  await discord.person(CLEO).mentions(thread, `<@${BEN}> have a look`);
  const reads = async (person: string) => await known.sees(T, personId(person), channelId(GENERAL), threadId(thread));
  expect([await reads(BEN), await reads(ANA)]).toEqual([true, false]);
  discord.guild().grants('ManageThreads');
  // Of others Discord tells this only to whom it has given the list of members.
  const headers = { authorization: `Bot ${discord.token}` };
  expect((await fetch(`${discord.api}/v10/channels/${thread}/thread-members/${BEN}`, { method: 'DELETE', headers })).status).toBe(204);
  clock.turn(5_001);
  expect(await reads(BEN)).toBe(false);
});

test('what Baton lacks is named as Discord names it, for beginning and for speaking', async () => {
  const { discord, people: known } = await people();
  const lacks = async (channel: string, purpose: Purpose) => (await known.lacks(T, channelId(channel), purpose)).map(({ permission }) => permission);
  expect(await lacks(GENERAL, 'start')).toEqual([]);
  expect(await lacks(FORUM, 'speak')).toEqual([]);
  // Who may not write may not attach either.
  expect(await lacks(READ_ONLY, 'start')).toEqual(['SendMessages', 'SendMessagesInThreads']);
  expect(await lacks(READ_ONLY, 'work')).toEqual(['SendMessagesInThreads']);
  expect(await lacks(RANDOM, 'speak')).toEqual(['ViewChannel', 'SendMessagesInThreads']);
  discord.guild().withdraws('CreatePublicThreads');
  for (const kind of ['guild', 'self'] as const) known.changed(T, { kind });
  known.changed(T, { kind: 'place', place: channelId(GENERAL) });
  expect(await lacks(GENERAL, 'start')).toEqual(['CreatePublicThreads']);
  expect(await lacks(GENERAL, 'speak')).toEqual([]);
});

test('what a text names gets its name: people, roles, channels; what is not known is left out', async () => {
  const { people: known } = await people();
  const names = await known.names(T, new Set([ANA, LEADS, GENERAL, '920000000000099999']), personId(BEN));
  expect(Object.fromEntries(names)).toEqual({ [ANA]: 'Ana', [LEADS]: 'platform-leads', [GENERAL]: 'general' });
});

test('a channel or a private thread is named to nobody who does not see it, though Baton does', async () => {
  const { discord, people: known } = await people();
  discord.guild().overwrites(GENERAL, CLEO, { allow: ['CreatePrivateThreads'] });
  const thread = await discord.person(CLEO).opensPrivateThread(GENERAL, 'who goes');
  await discord.person(CLEO).mentions(thread, 'look');
  const named = async (person: string) => Object.fromEntries(await known.names(T, new Set([SECRET, thread]), personId(person)));
  expect(await named(CLEO)).toEqual({ [thread]: 'who goes' });
  expect(await named(ANA)).toEqual({ [SECRET]: 'secret' });
  expect(await named(EVE)).toEqual({});
});
