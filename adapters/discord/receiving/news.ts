/** News of guilds, channels and roles: what was remembered is looked up anew, and runs whose place changed hear of it. */
import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { type ChannelId, channelId, personId, type TenantId, type ThreadId, tenantId, threadId } from '../../../src/engine/ids.ts';
import type { Life } from '../life/index.ts';
import type { People } from '../people/index.ts';
import type { OwnUser } from './incoming.ts';

export interface NewsDeps {
  readonly people: Pick<People, 'changed'>;
  readonly life: Pick<Life, 'placeNews' | 'guildHere' | 'guildGone'>;
}

/** False: no news of this kind. */
export function hearNews(type: string, payload: unknown, own: OwnUser, deps: NewsDeps): boolean {
  const reader = READERS[type];
  if (reader === undefined) return false;
  reader(payload, own, deps);
  return true;
}

type Reader = (payload: unknown, own: OwnUser, deps: NewsDeps) => void;

const guildSchema = z.object({ id: z.string(), name: z.string().default(''), unavailable: z.boolean().optional(), joined_at: z.string().default('') });
const placeSchema = z.object({ id: z.string(), guild_id: z.string(), parent_id: z.string().nullish() });
const inGuildSchema = z.object({ guild_id: z.string() });
const memberSchema = z.object({ guild_id: z.string(), user: z.object({ id: z.string() }) });

const channelNews: Reader = (payload, _, deps) => {
  const read = placeSchema.safeParse(payload);
  if (read.success) changedPlace(tenantId(read.data.guild_id), channelId(read.data.id), null, deps);
};

const threadNews: Reader = (payload, _, deps) => {
  const read = placeSchema.safeParse(payload);
  if (!read.success || read.data.parent_id == null) return;
  changedPlace(tenantId(read.data.guild_id), channelId(read.data.parent_id), threadId(read.data.id), deps);
};

/** Of roles, and so of what anybody may do anywhere in it. */
const roleNews: Reader = (payload, _, { people, life }) => {
  const read = inGuildSchema.safeParse(payload);
  if (!read.success) return;
  const tenant = tenantId(read.data.guild_id);
  people.changed(tenant, { kind: 'guild' });
  life.placeNews(tenant, null, null);
};

/** Of others Discord tells only who asked for it. */
const memberNews: Reader = (payload, { botId }, { people, life }) => {
  const read = memberSchema.safeParse(payload);
  if (!read.success) return;
  const tenant = tenantId(read.data.guild_id);
  people.changed(tenant, { kind: 'member', person: personId(read.data.user.id) });
  if (read.data.user.id === botId) life.placeNews(tenant, null, null);
};

const READERS: Readonly<Record<string, Reader | undefined>> = {
  [GatewayDispatchEvents.GuildCreate]: (payload, _, { people, life }) => {
    const read = guildSchema.safeParse(payload);
    if (!read.success || read.data.unavailable === true) return;
    const { id, name, joined_at: joinedAt } = read.data;
    people.changed(tenantId(id), { kind: 'guild' });
    life.guildHere({ tenant: tenantId(id), name, joinedAt });
  },
  [GatewayDispatchEvents.GuildUpdate]: (payload, _, { people }) => {
    const read = guildSchema.safeParse(payload);
    if (read.success) people.changed(tenantId(read.data.id), { kind: 'guild' });
  },
  [GatewayDispatchEvents.GuildDelete]: (payload, _, { people, life }) => {
    const read = guildSchema.safeParse(payload);
    // Else Discord has an outage, and the guild comes back.
    if (!read.success || read.data.unavailable === true) return;
    people.changed(tenantId(read.data.id), { kind: 'guild' });
    life.guildGone(tenantId(read.data.id));
  },
  [GatewayDispatchEvents.GuildRoleCreate]: roleNews,
  [GatewayDispatchEvents.GuildRoleUpdate]: roleNews,
  [GatewayDispatchEvents.GuildRoleDelete]: roleNews,
  [GatewayDispatchEvents.GuildMemberUpdate]: memberNews,
  [GatewayDispatchEvents.GuildMemberRemove]: memberNews,
  [GatewayDispatchEvents.ChannelUpdate]: channelNews,
  [GatewayDispatchEvents.ChannelDelete]: channelNews,
  [GatewayDispatchEvents.ThreadUpdate]: threadNews,
  [GatewayDispatchEvents.ThreadDelete]: threadNews,
};

function changedPlace(tenant: TenantId, channel: ChannelId, thread: ThreadId | null, { people, life }: NewsDeps): void {
  people.changed(tenant, { kind: 'place', place: thread ?? channel });
  life.placeNews(tenant, channel, thread);
}
