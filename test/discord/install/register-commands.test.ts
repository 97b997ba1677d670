/** Commands are registered when they have changed, and only then; those of tries go when they are for all. */
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { COMMANDS } from '../../../adapters/discord/commands/table.ts';
import { registerCommands } from '../../../adapters/discord/install/register-commands.ts';
import { createDiscordApi } from '../../../adapters/discord/sending/api.ts';
import { type TenantId, tenantId } from '../../../src/engine/ids.ts';
import { discordServer } from '../../fakes/discord/server.ts';
import { GUILD } from '../../fakes/discord/world/seed.ts';
import { memoryInstallations } from '../../fakes/memory-installations.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';
import { until } from '../../until.ts';

const open: { stop(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

async function discordWith() {
  const discord = await discordServer({ rates: 'off' });
  const log = pino({ level: 'silent' });
  const clock = createTurnedClock();
  const api = createDiscordApi({ token: discord.token, apiUrl: discord.api, clock, log });
  open.push({ stop: () => discord.close() }, { stop: () => api.close() });
  const installations = memoryInstallations();
  await installations.keep({ surface: 'discord', tenant: tenantId(GUILD), secret: '', about: { v: 1, name: 'Platform team', joinedAt: '2026' } });
  const register = (guilds: readonly TenantId[] = [], commands: readonly object[] = COMMANDS) =>
    registerCommands({ api, commands, guilds, installations, clock, log }, new AbortController().signal);
  return { discord, clock, register };
}

const names = (commands: readonly { readonly name?: unknown }[]) => commands.map(({ name }) => name).toSorted();
const ALL = names(COMMANDS);

test('for all servers: once, and again only when one changed', async () => {
  const { discord, register } = await discordWith();
  await register();
  expect(names(discord.commands())).toEqual(ALL);
  expect(discord.count('commands.overwrite')).toBe(1);
  await register();
  expect(discord.count('commands.overwrite')).toBe(1);
  await register(
    [],
    COMMANDS.map((command) => ('description' in command ? { ...command, description: 'Something else.' } : command)),
  );
  expect(discord.count('commands.overwrite')).toBe(2);
  await register([], COMMANDS.slice(1));
  expect(names(discord.commands())).toEqual(names(COMMANDS.slice(1)));
  expect(discord.violations).toEqual([]);
});

test('for tries in one server only; later those of all take their place there', async () => {
  const { discord, register } = await discordWith();
  await register([tenantId(GUILD), tenantId('900000000000000009')]);
  expect([names(discord.commands(GUILD)), discord.commands()]).toEqual([ALL, []]);
  await register([tenantId(GUILD)]);
  expect(discord.count('commands.overwrite')).toBe(1);
  await register();
  expect([discord.commands(GUILD), names(discord.commands())]).toEqual([[], ALL]);
  const calls = discord.calls.length;
  await register();
  // The application, and the commands of all.
  expect(discord.calls.length - calls).toBe(2);
});

test('a Discord that does not answer is asked again', async () => {
  const { discord, clock, register } = await discordWith();
  discord.faults.next('commands.overwrite', { kind: 'server-error' }, { times: 2 });
  const registering = register();
  await until(() => {
    clock.turn(2_000);
    return discord.faults.left() === 0;
  });
  clock.turn(30_000);
  await registering;
  expect(names(discord.commands())).toEqual(ALL);
});
