/** A token that expires is replaced before that, once, whoever needs it; one that Slack takes back is not used again. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { installationOf } from '../../../adapters/slack/install/installed-team.ts';
import { createManyWorkspaces } from '../../../adapters/slack/install/many-workspaces.ts';
import { createSeal } from '../../../adapters/slack/install/sealed.ts';
import type { Tokens } from '../../../adapters/slack/install/tokens.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import { createHandClock, type HandClock } from '../../fakes/hand-clock.ts';
import { memoryInstallations } from '../../fakes/memory-installations.ts';
import { LIFE_S, type RotatingAuth, rotatingAuth } from './rotating-auth.ts';

const TEAM = tenantId('T1');
const HOUR = 3_600_000;
const seal = createSeal(randomBytes(32).toString('base64'));
const about = { v: 1 as const, teamName: 'Team', botUserId: 'UBOT', botId: 'BBOT', scopes: ['chat:write'], installedBy: 'U1' };

let auth: RotatingAuth;
let clock: HandClock;
let installations: Installations;
let hidden: Set<string>;

const open = (): Tokens =>
  createManyWorkspaces({
    ...{ app: { clientId: '1.2', clientSecret: 'secret' }, installations, seal, auth, clock, log: pino({ level: 'silent' }) },
    hide: (secret) => {
      hidden.add(secret);
      return () => hidden.delete(secret);
    },
  });

beforeEach(async () => {
  auth = rotatingAuth();
  clock = createHandClock();
  installations = memoryInstallations();
  hidden = new Set();
  const refresh = { token: 'xoxe-refresh-0', expiresAt: clock.now() + LIFE_S * 1_000 };
  await installations.keep(installationOf({ tenant: TEAM, tokens: { botToken: 'xoxe.xoxb-token-0', refresh }, about }, seal));
});

const tokenIn = async (tokens: Tokens) => (await tokens.forTeam(TEAM))?.botToken;

describe('a rotating token', () => {
  test('is given as it is while it lives, and known to the log as a secret', async () => {
    const tokens = open();
    expect(await tokens.forTeam(TEAM)).toEqual({
      ...{ tenant: TEAM, teamName: 'Team', botToken: 'xoxe.xoxb-token-0', botUserId: 'UBOT', botId: 'BBOT', scopes: ['chat:write'] },
    });
    expect(auth.used).toEqual([]);
    expect([...hidden]).toEqual(expect.arrayContaining(['xoxe.xoxb-token-0', 'xoxe-refresh-0']));
    expect(await tokens.teams()).toEqual([TEAM]);
  });

  test('is replaced two hours before its end, while people go on with the old one', async () => {
    const tokens = open();
    await clock.advance(10 * HOUR + 1);
    const pause = Promise.withResolvers<void>();
    auth.pause = pause.promise;
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-0');
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-0');
    pause.resolve();
    await expect.poll(() => tokenIn(tokens)).toBe('xoxe.xoxb-token-1');
    expect(auth.used).toEqual(['xoxe-refresh-0']);
    expect([...hidden]).toEqual(expect.arrayContaining(['xoxe.xoxb-token-1', 'xoxe-refresh-1']));
  });

  test('is waited for once the old one is over, and replaced once for all who ask in two processes', async () => {
    const processes = [open(), open()];
    await Promise.all(processes.map(tokenIn));
    await clock.advance(LIFE_S * 1_000);
    const given = await Promise.all([...processes, ...processes, ...processes].map(tokenIn));
    expect(new Set(given)).toEqual(new Set(['xoxe.xoxb-token-1']));
    expect(auth.used).toEqual(['xoxe-refresh-0']);
  });

  test('goes on for as long as the app does', async () => {
    const tokens = open();
    for (let nth = 1; nth <= 4; nth += 1) {
      await clock.advance(LIFE_S * 1_000);
      expect(await tokenIn(tokens)).toBe(`xoxe.xoxb-token-${nth}`);
    }
    expect(auth.used).toEqual(['xoxe-refresh-0', 'xoxe-refresh-1', 'xoxe-refresh-2', 'xoxe-refresh-3']);
  });

  test('that cannot be replaced is used to its end, tried again after a while, and then fails as Slack being away', async () => {
    const tokens = open();
    auth.away = true;
    await clock.advance(10 * HOUR + 1);
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-0');
    await clock.advance(1);
    auth.away = false;
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-0');
    expect(auth.used).toEqual([]);
    await clock.advance(6 * 60_000);
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-0');
    await expect.poll(() => tokenIn(tokens)).toBe('xoxe.xoxb-token-1');
    auth.away = true;
    await clock.advance(LIFE_S * 1_000);
    await expect(tokens.forTeam(TEAM)).rejects.toMatchObject({ code: 'slack-unavailable' });
  });

  test('that Slack will not replace is used to its end, and then the workspace counts as not installed', async () => {
    const tokens = open();
    auth.used.push('xoxe-refresh-0');
    await clock.advance(10 * HOUR + 1);
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-0');
    await clock.advance(2 * HOUR);
    expect(await tokens.forTeam(TEAM)).toBeNull();
  });
});

describe('the log', () => {
  test('hides the tokens of now and those before them, and not every one that there ever was', async () => {
    const tokens = open();
    await tokens.forTeam(TEAM);
    for (let nth = 1; nth <= 5; nth += 1) {
      await clock.advance(LIFE_S * 1_000);
      await tokens.forTeam(TEAM);
    }
    expect([...hidden].toSorted()).toEqual(['xoxe-refresh-4', 'xoxe-refresh-5', 'xoxe.xoxb-token-4', 'xoxe.xoxb-token-5']);
  });
});

describe('an installation', () => {
  test('that Slack says is over, and takes the token of, was made anew since: nothing is wiped', async () => {
    const tokens = open();
    const identity = { teamId: TEAM, teamName: 'Team', userId: 'UBOT', botId: null, enterpriseWide: false, scopes: null, slackTime: null };
    auth.whoAmI = async () => ({ kind: 'ok', value: identity });
    expect(await tokens.removed(TEAM)).toBe('still-there');
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-0');
    auth.whoAmI = async () => ({ kind: 'refused', error: 'internal_error' });
    await expect(tokens.removed(TEAM)).rejects.toMatchObject({ code: 'slack-unavailable' });
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-0');
  });

  test('that was removed gives no token any more, here at once and elsewhere at the first refusal', async () => {
    const [here, there] = [open(), open()];
    await Promise.all([tokenIn(here), tokenIn(there)]);
    auth.whoAmI = async () => ({ kind: 'refused', error: 'account_inactive' });
    expect(await here.removed(TEAM)).toBe('removed');
    expect(await here.forTeam(TEAM)).toBeNull();
    expect(await here.teams()).toEqual([]);
    there.refused(TEAM, 'xoxe.xoxb-token-0');
    expect(await there.forTeam(TEAM)).toBeNull();
  });

  test('that was made anew is seen at the first refusal, or after ten minutes', async () => {
    const tokens = open();
    await tokenIn(tokens);
    await installations.keep(installationOf({ tenant: TEAM, tokens: { botToken: 'xoxb-anew', refresh: null }, about }, seal));
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-0');
    await clock.advance(10 * 60_000);
    expect(await tokenIn(tokens)).toBe('xoxb-anew');
    tokens.refused(TEAM, 'xoxe.xoxb-token-0');
    expect(await tokenIn(tokens)).toBe('xoxb-anew');
    await clock.advance(100 * 24 * HOUR);
    expect(await tokenIn(tokens)).toBe('xoxb-anew');
  });

  test('is unknown where there is none, and where its token stood in the environment', async () => {
    const tokens = open();
    expect(await tokens.forTeam(tenantId('T2'))).toBeNull();
    await installations.keep({ surface: 'slack', tenant: tenantId('T3'), secret: '', about: { v: 1, teamName: 'Other' } });
    expect(await tokens.forTeam(tenantId('T3'))).toBeNull();
    expect(await tokens.teams()).toEqual([TEAM]);
  });

  test('that was sealed with another key says so', async () => {
    await installations.keep(
      installationOf({ tenant: TEAM, tokens: { botToken: 'xoxb', refresh: null }, about }, createSeal(randomBytes(32).toString('base64'))),
    );
    await expect(open().forTeam(TEAM)).rejects.toMatchObject({ code: 'sealed-with-another-key' });
  });

  test('keeps what other parts noted of the workspace when its token is replaced', async () => {
    await installations.change('slack', TEAM, async (now) => ({ ...now, about: { ...about, rejects: ['plan'] } }));
    const tokens = open();
    await clock.advance(LIFE_S * 1_000);
    expect(await tokenIn(tokens)).toBe('xoxe.xoxb-token-1');
    expect((await installations.find('slack', TEAM))?.about).toMatchObject({ rejects: ['plan'] });
  });
});
