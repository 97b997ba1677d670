/** A guild as far as rights come from it: who owns it, and what its roles allow. */
import { z } from 'zod';
import { type ChannelId, channelId, type PersonId, personId, type TenantId } from '../../../src/engine/ids.ts';
import type { DiscordReads } from './discord-reads.ts';

export interface GuildFacts {
  readonly name: string;
  readonly owner: PersonId;
  /** By the role's id; that of everyone has the guild's id. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Where it wants words to all; null: nowhere. */
  readonly systemChannel: ChannelId | null;
}

export interface Role {
  readonly name: string;
  readonly permissions: bigint;
}

const bits = z
  .string()
  .regex(/^\d{1,30}$/u)
  .transform(BigInt);

const guildShape = z.object({
  name: z.string(),
  owner_id: z.string(),
  system_channel_id: z.string().nullish(),
  roles: z.array(z.object({ id: z.string(), name: z.string(), permissions: bits })),
});

/** Null: Baton is not in it. */
export async function lookUpGuild(reads: DiscordReads, tenant: TenantId): Promise<GuildFacts | null> {
  const answer = await reads.get(`/guilds/${tenant}`);
  if (answer.kind !== 'ok') return null;
  const { name, owner_id, system_channel_id, roles } = guildShape.parse(answer.value);
  return {
    name,
    owner: personId(owner_id),
    roles: new Map(roles.map(({ id, name, permissions }) => [id, { name, permissions }])),
    systemChannel: system_channel_id == null ? null : channelId(system_channel_id),
  };
}
