/** What Baton may do in each server that it is in, and in the channels of it that it sees. */
import { PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import { lookUpGuild } from '../../adapters/discord/people/guild-facts.ts';
import { lookUpMember, lookUpSelf } from '../../adapters/discord/people/members.ts';
import { missingOf, type Purpose } from '../../adapters/discord/people/needed-permissions.ts';
import { type DiscordPlace, lookUpPlaces } from '../../adapters/discord/people/places.ts';
import { may, rightsIn, rightsInGuild } from '../../adapters/discord/people/rights.ts';
import type { DiscordFinding } from '../../src/cards/doctor-discord-words.ts';
import { personId, tenantId } from '../../src/engine/ids.ts';
import type { AskDiscord } from './ask-discord.ts';

const guildsShape = z.array(z.object({ id: z.string(), name: z.string() }));
/** Of Discord's own page; more servers than that are rare, and each takes three questions. */
const MOST_SERVERS = 20;

export async function* checkDiscordServers(invite: string, asks: AskDiscord): AsyncGenerator<DiscordFinding> {
  const asked = await asks('/users/@me/guilds');
  const servers = asked.kind === 'answered' ? (guildsShape.safeParse(asked.value).data ?? []) : [];
  if (servers.length === 0) yield { kind: 'in-no-server', invite };
  const reads = readsOf(asks);
  const self = servers.length === 0 ? '' : await lookUpSelf(reads);
  for (const { id, name } of servers.slice(0, MOST_SERVERS)) yield* checkServer({ id, name, self, invite }, reads);
  if (servers.length > MOST_SERVERS) yield { kind: 'more-servers', count: servers.length - MOST_SERVERS };
}

interface Server {
  readonly id: string;
  readonly name: string;
  /** Baton's own user. */
  readonly self: string;
  readonly invite: string;
}

async function* checkServer({ id, name: server, self, invite }: Server, reads: ReturnType<typeof readsOf>): AsyncGenerator<DiscordFinding> {
  const tenant = tenantId(id);
  const [guild, member] = [await lookUpGuild(reads, tenant), await lookUpMember(reads, tenant, self)];
  if (guild === null || member === null) return;
  const baton = { person: personId(self), roles: member.roles };
  const everywhere = missingOf(rightsInGuild(tenant, guild, baton), 'start', 'work');
  for (const { label, without } of everywhere) yield { kind: 'permission-missing', server, permission: label, without, invite };
  const lacking: string[] = [];
  for (const place of await lookUpPlaces(reads, tenant)) {
    const rights = rightsIn(tenant, guild, place.overwrites, baton);
    // One that is closed to Baton is meant to be.
    if (!may(rights, PermissionFlagsBits.ViewChannel)) continue;
    const missing = missingOf(rights, ...purposesOf(place)).filter(({ permission }) => !everywhere.some((one) => one.permission === permission));
    if (missing.length > 0) lacking.push(`#${place.name} (${missing.map(({ label }) => label).join(', ')})`);
  }
  if (lacking.length > 0) yield { kind: 'channels-lack', server, channels: lacking };
  else if (everywhere.length === 0) yield { kind: 'server-fine', server };
}

/** People open the posts of a forum themselves. */
const purposesOf = ({ kind }: DiscordPlace): readonly Purpose[] => (kind === 'forum' ? ['work'] : ['start', 'work']);

function readsOf(asks: AskDiscord) {
  return {
    async get(path: `/${string}`) {
      const asked = await asks(path);
      return asked.kind === 'answered' && asked.status === 200 ? ({ kind: 'ok', value: asked.value } as const) : ({ kind: 'hidden' } as const);
    },
  };
}
