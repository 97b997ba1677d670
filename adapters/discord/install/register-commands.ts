/** The commands as Discord shows them: registered when they are not what is registered already, because each change makes clients load them anew. */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { type DiscordApi, discordFailure } from '../sending/index.ts';
import { ofOneGuild, sameCommands } from './same-commands.ts';

export interface RegisterDeps {
  readonly api: Pick<DiscordApi, 'call' | 'get'>;
  /** The raw table, as Discord takes it. */
  readonly commands: readonly object[];
  /** Guilds for tries; empty: all guilds. */
  readonly guilds: readonly TenantId[];
  readonly installations: Pick<Installations, 'all' | 'change'>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Logger;
}

const TRIES_AFTER_MS = [2_000, 10_000, 30_000, 120_000];

/** Until it is done, or given up with a word in the log: without it people see old commands, or none. */
export async function registerCommands(deps: RegisterDeps, stopping: AbortSignal): Promise<void> {
  for (const pause of [...TRIES_AFTER_MS, null]) {
    try {
      return await register(deps);
    } catch (error) {
      if (stopping.aborted) return;
      deps.log.warn({ err: error, again: pause !== null }, 'the commands could not be registered with Discord');
      if (pause === null) return;
      await deps.clock.sleep(pause, stopping);
    }
  }
}

async function register(deps: RegisterDeps): Promise<void> {
  const { id } = applicationShape.parse(await deps.api.get('/applications/@me', WAITS));
  if (deps.guilds.length === 0) {
    await bring(`/applications/${id}/commands`, deps.commands, deps);
    for (const guild of await triedIn(deps)) {
      // Those of a guild stand beside those of all, and people would see each twice.
      if (await there(guild, () => bring(`/applications/${id}/guilds/${guild}/commands`, [], deps), deps)) await mark(guild, false, deps);
    }
    return;
  }
  for (const guild of deps.guilds) {
    if (await there(guild, () => bring(`/applications/${id}/guilds/${guild}/commands`, deps.commands.map(ofOneGuild), deps), deps))
      await mark(guild, true, deps);
  }
}

const applicationShape = z.object({ id: z.string() });
const WAITS = { priority: 'background', patienceMs: 30_000 } as const;

async function bring(route: `/${string}`, wanted: readonly object[], { api, log }: RegisterDeps): Promise<void> {
  const registered = z.array(z.looseObject({})).parse(await api.get(route, { ...WAITS, query: { with_localizations: 'true' } }));
  if (sameCommands(registered, wanted)) return;
  await api.call('PUT', route, { ...WAITS, body: wanted });
  log.info({ commands: wanted.length }, 'the commands were registered with Discord');
}

/** False: Baton is not in that guild, or may not have commands there; it is said, and the others go on. */
async function there(guild: TenantId, work: () => Promise<void>, { log }: RegisterDeps): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const kind = discordFailure(error)?.kind;
    if (kind !== 'no-access' && kind !== 'gone' && kind !== 'not-allowed') throw error;
    log.warn({ err: error, guild }, 'no commands can be registered in this server: Baton is not in it');
    return false;
  }
}

const triedShape = z.looseObject({ ownCommands: z.boolean().optional() });

async function triedIn({ installations }: RegisterDeps): Promise<readonly TenantId[]> {
  const all = await installations.all(DISCORD_SURFACE);
  return all.filter(({ about }) => triedShape.safeParse(about).data?.ownCommands === true).map(({ tenant }) => tenant);
}

async function mark(guild: TenantId, ownCommands: boolean, { installations }: RegisterDeps): Promise<void> {
  await installations.change(DISCORD_SURFACE, guild, async (now) => {
    const about = triedShape.safeParse(now.about).data ?? {};
    return (about.ownCommands ?? false) === ownCommands ? null : { ...now, about: { ...about, ownCommands } };
  });
}
