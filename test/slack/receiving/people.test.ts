/** Who somebody is and what they may read, as the local Slack says through the real client. */
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { createPeople } from '../../../adapters/slack/people/index.ts';
import { createSlackApi } from '../../../adapters/slack/sending/api.ts';
import { channelId, groupId, personId, tenantId } from '../../../src/engine/ids.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings } from '../../../src/engine/settings.ts';
import type { ResolvedSettings } from '../../../src/ports/settings-store.ts';
import { type FakeSlack, slackServer } from '../../fakes/slack/server.ts';
import { ANA, BEN, CLEO, DAN, EVE, GENERAL, GUS, LEADS, OTHER_BOT, SECRET, SHARED, TEAM } from '../../fakes/slack/world/seed.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';

const open: { stop(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

const T = tenantId(TEAM);
const MINUTE_MS = 60_000;

async function people(values: Partial<Settings> = {}, admins: readonly string[] = [], options: Parameters<typeof slackServer>[0] = {}) {
  const slack: FakeSlack = await slackServer({ rates: 'off', ...options });
  const log = pino({ level: 'silent' });
  const clock = createTurnedClock();
  const tokens = {
    forTeam: async () => ({ tenant: T, teamName: '', botToken: slack.botToken, botUserId: '', botId: null, scopes: null }),
    refused: () => undefined,
  };
  const api = createSlackApi({ tokens, apiUrl: slack.url, clock, log });
  open.push({ stop: () => slack.close() }, { stop: () => api.close() });
  const resolved: ResolvedSettings = { values: { ...DEFAULT_SETTINGS, ...values }, sources: {} as Readonly<Record<SettingName, 'default'>> };
  return { slack, clock, people: createPeople({ api: () => api, settings: { resolve: async () => resolved }, admins, clock, log }) };
}

test.each([
  [ANA, { kind: 'may', who: { actor: ANA, groups: [], admin: false } }],
  [BEN, { kind: 'may', who: { actor: BEN, groups: [LEADS], admin: false } }],
  [CLEO, { kind: 'may', who: { actor: CLEO, groups: [LEADS], admin: true } }],
  [GUS, { kind: 'not-welcome', why: 'guest' }],
  [EVE, { kind: 'not-welcome', why: 'external' }],
  [DAN, { kind: 'not-welcome', why: 'gone' }],
  [OTHER_BOT, { kind: 'not-welcome', why: 'bot' }],
  ['U0NOBODY0', { kind: 'not-welcome', why: 'unknown' }],
])('%s', async (person, standing) => {
  const { people: known } = await people();
  expect(await known.standing(T, personId(person), channelId(SHARED))).toMatchObject(standing);
});

test('settings let guests and people of other workspaces in, and keep everybody but admins’ settings out of other channels', async () => {
  const { people: known } = await people({ allow_guests: true, allow_external: true, allowed_channels: [GENERAL] }, [ANA]);
  expect(await known.standing(T, personId(GUS), channelId(GENERAL))).toMatchObject({ kind: 'may' });
  expect(await known.standing(T, personId(EVE), channelId(GENERAL))).toMatchObject({ kind: 'may', who: { admin: false } });
  expect(await known.standing(T, personId(BEN), channelId(SECRET))).toEqual({ kind: 'not-welcome', why: 'channel', admin: null });
  expect(await known.standing(T, personId(ANA), channelId(SECRET))).toMatchObject({ kind: 'not-welcome', why: 'channel', admin: { actor: ANA, admin: true } });
  expect(await known.standing(T, personId(BEN), null)).toMatchObject({ kind: 'may' });
});

test('a private channel and a direct message are read by who is in them; guests see what they are in', async () => {
  const { people: known } = await people();
  const reads = async (person: string, channel: string) => await known.sees(T, personId(person), channelId(channel));
  expect(
    await Promise.all([reads(ANA, SECRET), reads(CLEO, SECRET), reads(CLEO, GENERAL), reads(EVE, GENERAL), reads(EVE, SHARED), reads(ANA, 'C0NOWHERE')]),
  ).toEqual([true, false, true, false, true, false]);
});

test('a group that changed counts after a while, or at once when Slack says so; what Slack does not say is nobody’s right', async () => {
  const { slack, people: known, clock } = await people();
  const groupsOf = async (person: string) => {
    const standing = await known.standing(T, personId(person), null);
    return standing.kind === 'may' ? standing.who.groups : null;
  };
  expect(await groupsOf(ANA)).toEqual([]);
  await slack.workspace().setsGroup(LEADS, [ANA]);
  expect(await groupsOf(ANA)).toEqual([]);
  known.changed(T, null);
  expect(await groupsOf(ANA)).toEqual([groupId(LEADS)]);
  expect(await groupsOf(BEN)).toEqual([]);
  // Slack is away: what was known last stands.
  clock.turn(6 * MINUTE_MS);
  slack.faults.next('usergroups.list', { kind: 'server-error' });
  expect(await groupsOf(ANA)).toEqual([groupId(LEADS)]);
  // Slack says no: nothing of it stands.
  slack.workspace().withdrawsScope('usergroups:read');
  expect(await groupsOf(ANA)).toEqual([]);
});

test('whoever left a group acts as its member no longer than a few minutes, although nobody told', async () => {
  const { slack, people: known, clock } = await people();
  expect(await known.standing(T, personId(BEN), null)).toMatchObject({ who: { groups: [LEADS] } });
  await slack.workspace().setsGroup(LEADS, []);
  clock.turn(6 * MINUTE_MS);
  expect(await known.standing(T, personId(BEN), null)).toMatchObject({ who: { groups: [] } });
});

test('a channel that Baton was taken out of is read by nobody any more', async () => {
  const { slack, people: known, clock } = await people();
  expect(await known.sees(T, personId(ANA), channelId(SECRET))).toBe(true);
  await slack.workspace().kicksBot(SECRET);
  clock.turn(2 * MINUTE_MS);
  expect(await known.sees(T, personId(ANA), channelId(SECRET))).toBe(false);
});

test('an admin by id is one in their own workspace only', async () => {
  const { people: known } = await people({ allow_external: true, allow_guests: true }, [EVE, GUS, BEN]);
  const isAdmin = async (person: string) => {
    const standing = await known.standing(T, personId(person), channelId(SHARED));
    return standing.kind === 'may' && standing.who.admin;
  };
  expect([await isAdmin(EVE), await isAdmin(GUS), await isAdmin(BEN)]).toEqual([false, false, true]);
});

test('without the scope nobody is in a group, and everybody else may still work', async () => {
  const { people: known } = await people({}, [], { workspaces: [{ withoutScopes: ['usergroups:read'] }] });
  expect(await known.standing(T, personId(BEN), null)).toMatchObject({ kind: 'may', who: { groups: [] } });
});

test('names of people and groups, for texts in which nobody is to be notified', async () => {
  const { people: known } = await people();
  const names = await known.names(T, new Set([personId(ANA), groupId(LEADS), personId('U0NOBODY0')]));
  expect([...names.keys()].toSorted()).toEqual([LEADS, ANA].toSorted());
  expect(names.get(groupId(LEADS))).toBe('platform-leads');
});
