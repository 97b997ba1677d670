/** Baton's coming to guilds and its going, as each process hears of it, and what of that is kept. */
import type { Logger } from 'pino';
import { z } from 'zod';
import { placeLost } from '../../../src/chat/life/place-lost.ts';
import { saidOnce } from '../../../src/chat/life/said-once.ts';
import { inputId, type TenantId } from '../../../src/engine/ids.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import type { LookDeps } from './look-again.ts';
import type { Welcome } from './welcome.ts';

export interface GuildHere {
  readonly tenant: TenantId;
  readonly name: string;
  /** When Baton came, as Discord writes it: another time for each coming. */
  readonly joinedAt: string;
}

export interface GuildsDeps extends LookDeps {
  readonly installations: Installations;
  readonly welcome: Welcome;
  readonly log: Logger;
}

export async function guildHere({ tenant, name, joinedAt }: GuildHere, { installations, deliveries, welcome, log }: GuildsDeps): Promise<void> {
  const known = aboutShape.safeParse((await installations.find(DISCORD_SURFACE, tenant))?.about).data;
  if (known?.joinedAt === joinedAt) return;
  await installations.keep({ surface: DISCORD_SURFACE, tenant, secret: NO_SECRET, about: { ...known, v: 1, name, joinedAt } });
  log.info({ tenant }, 'Baton is in a server of Discord');
  if (await saidOnce({ surface: DISCORD_SURFACE, tenant, id: `welcome:${joinedAt}` }, deliveries)) await welcome(tenant, joinedAt);
}

/** Other parts of the adapter keep what they learn of a guild beside it. */
const aboutShape = z.looseObject({ joinedAt: z.string() });

/** One token is for all of them, and stands in the environment. */
const NO_SECRET = '';

/** News that come late must not undo what came after them: Discord is asked. */
export async function guildGone(tenant: TenantId, { installations, people, desk, archive, direct, admins, ids, log }: GuildsDeps): Promise<void> {
  people.changed(tenant, { kind: 'guild' });
  if ((await people.guild(tenant)) !== null) {
    log.info({ tenant }, 'old news: Baton is in this server again since');
    return;
  }
  await installations.remove(DISCORD_SURFACE, tenant);
  log.warn({ tenant }, 'Baton was taken out of a server of Discord');
  const input = inputId(`${DISCORD_SURFACE}:${tenant}:gone:${ids.next()}`);
  await placeLost({ tenant, channel: null, thread: null, reason: 'uninstalled', input }, { surface: DISCORD_SURFACE, desk, archive, direct, admins, log });
}

/** Those that Baton knew of and is not in any more: that was told to nobody while no process was there. */
export async function goneMeanwhile(here: readonly TenantId[], { installations }: GuildsDeps): Promise<readonly TenantId[]> {
  const known = await installations.all(DISCORD_SURFACE);
  return known.map(({ tenant }) => tenant).filter((tenant) => !here.includes(tenant));
}
