/** The doctor against a local Discord: what is right, each thing that can be wrong, and what it must not print. */
import { afterAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../adapters/discord/commands/table.ts';
import { ofOneGuild } from '../../../adapters/discord/install/same-commands.ts';
import { findings } from '../../../scripts/doctor/findings.ts';
import { findingWords } from '../../../src/cards/doctor-words.ts';
import { doctor } from '../../doctored.ts';
import { type DiscordOptions, discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { APP, BOT_ROLE, GENERAL, GUILD } from '../../fakes/discord/world/seed.ts';

const open: FakeDiscord[] = [];
afterAll(async () => {
  for (const one of open.splice(0)) await one.close();
});

const ONE_CHANNEL: DiscordOptions = { guilds: [{ name: 'Platform team', channels: [{ id: GENERAL, name: 'general' }] }] };

async function discordWith(options: DiscordOptions = ONE_CHANNEL): Promise<FakeDiscord> {
  const discord = await discordServer({ rates: 'off', ...options });
  open.push(discord);
  return discord;
}

async function registered(discord: FakeDiscord, commands: readonly object[] = COMMANDS, guild: string | null = null): Promise<void> {
  const path = guild === null ? `applications/${APP}/commands` : `applications/${APP}/guilds/${guild}/commands`;
  const headers = { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${discord.api}/v10/${path}`, { method: 'PUT', headers, body: JSON.stringify(commands) });
  expect({ status: answer.status, said: await answer.text() }).toMatchObject({ status: 200 });
}

const env = (discord: FakeDiscord) => ({ DISCORD_API_URL: discord.api, DISCORD_TOKEN: discord.token });

/** What it says of Discord. */
async function said(given: Record<string, string>) {
  const { code, lines, printed } = await doctor(given);
  const from = lines.findIndex((line) => line.includes('Slack:')) + 1;
  return { code, lines: lines.slice(from), printed };
}

describe.concurrent('the doctor, of Discord,', () => {
  test('finds nothing wrong where nothing is, and its look costs none of a day’s connections', async () => {
    const discord = await discordWith();
    await registered(discord);
    const { code, lines, printed } = await said(env(discord));
    expect(lines).toEqual([
      'ok     DISCORD_TOKEN: is that of Baton.',
      'ok     Message Content intent: is given: plain replies in threads are read.',
      'ok     gateway: answers; Baton may connect 1000 more times today.',
      `ok     commands: all ${COMMANDS.length} are registered.`,
      'ok     Platform team: gives Baton what it needs, in every channel that it sees.',
      'Nothing is wrong.',
    ]);
    expect(code).toBe(0);
    expect(discord.gateway.sessions).toEqual([]);
    expect(printed).not.toContain(discord.token);
  });

  /** Without a process of its own for each. */
  async function found(given: Record<string, string>): Promise<string> {
    const lines: string[] = [];
    for await (const finding of findings(given)) {
      const { level, about, says } = findingWords(finding);
      lines.push(`${level.padEnd(5)}  ${about}: ${says}`);
    }
    return lines.join('\n');
  }

  test.each<[string, DiscordOptions, (discord: FakeDiscord) => void | Promise<void>, Record<string, string>, RegExp]>([
    ['a token that Discord does not take', ONE_CHANNEL, () => undefined, { DISCORD_TOKEN: 'hunter2-of-another-bot' }, /^wrong {2}DISCORD_TOKEN: is refused/mu],
    [
      'a Discord that is away',
      ONE_CHANNEL,
      () => undefined,
      { DISCORD_API_URL: 'http://127.0.0.1:9/api' },
      /^wrong {2}Discord: http.* does not answer \(no answer\)/mu,
    ],
    ['an intent that is not given', { ...ONE_CHANNEL, app: { messageContent: false } }, () => undefined, {}, /^note {3}Message Content intent: is off/mu],
    ['a gateway that cannot be reached', ONE_CHANNEL, (discord) => discord.gateway.refuseConnections(), {}, /^wrong {2}gateway: ws:/mu],
    ['commands of another release', ONE_CHANNEL, (discord) => registered(discord, COMMANDS.slice(1)), {}, /^note {3}commands: are not registered as/mu],
    ['no server', { guilds: [{ installed: false }] }, () => undefined, {}, /^note {3}servers: Baton is in none.*client_id=930000000000000001&scope=bot/mu],
    [
      'a permission that Baton’s role lacks',
      { guilds: [{ roles: [{ id: GUILD, name: '@everyone' }], botPermissions: ['ViewChannel', 'SendMessages', 'CreatePublicThreads'], channels: [] }] },
      () => undefined,
      {},
      /^wrong {2}Send Messages in Threads in Platform team: is missing: nothing of a run/mu,
    ],
    [
      'a channel that keeps something from Baton',
      { guilds: [{ channels: [{ id: GENERAL, name: 'general', overwrites: [{ id: BOT_ROLE, type: 'role', deny: ['AttachFiles'] }] }] }] },
      () => undefined,
      {},
      /^note {3}Platform team: some channels keep something from Baton: #general \(Attach Files\)\./mu,
    ],
    [
      'a server for tries in which Baton is not',
      ONE_CHANNEL,
      () => undefined,
      { DISCORD_GUILD: '900000000000000009' },
      /^wrong {2}DISCORD_GUILD: names 900000000000000009/mu,
    ],
  ])('says %s', async (_, options, before, changed, line) => {
    const discord = await discordWith(options);
    await before(discord);
    const lines = await found({ ...env(discord), ...changed });
    expect(lines).toMatch(line);
    for (const secret of [discord.token, 'hunter2-of-another-bot']) expect(lines).not.toContain(secret);
  });

  test('tells that commands for tries stand beside those for all', async () => {
    const discord = await discordWith();
    await registered(discord);
    await registered(discord, COMMANDS.map(ofOneGuild), GUILD);
    const lines = await found({ ...env(discord), DISCORD_GUILD: GUILD });
    expect(lines).toContain(`ok     commands: all ${COMMANDS.length} are registered for the server ${GUILD}.`);
    expect(lines).toMatch(/^note {3}commands: are registered for all servers too/mu);
  });
});
