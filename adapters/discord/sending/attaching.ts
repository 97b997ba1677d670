/** Where files may be attached, as far as is known, and how large: a place that refused them is left alone for an hour. */
import { z } from 'zod';
import type { ChannelId, TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { LIMITS } from '../limits.ts';
import type { DiscordApi } from './api.ts';
import { discordFailure } from './discord-error.ts';

export interface Attaching {
  /** False: the permission is missing. */
  allowed(channel: ChannelId): boolean;
  refused(channel: ChannelId): void;
  /** Bytes of one file. Boosted guilds take more. */
  most(tenant: TenantId): Promise<number>;
}

const FORGIVEN_AFTER_MS = 3_600_000;
const MEGABYTE = 1024 * 1024;

/** By the guild's boosts. */
const MOST_BY_TIER: Readonly<Record<number, number>> = { 2: LIMITS.fileMegabytesTier2.most * MEGABYTE, 3: LIMITS.fileMegabytesTier3.most * MEGABYTE };

const guildSchema = z.object({ premium_tier: z.number() });

export function createAttaching({ api, clock }: { readonly api: Pick<DiscordApi, 'get'>; readonly clock: Pick<Clock, 'now'> }): Attaching {
  const refusedAt = new Map<ChannelId, number>();
  const limits = new Map<TenantId, { readonly most: number; readonly at: number }>();
  const recent = (at: number | undefined) => at !== undefined && clock.now() - at < FORGIVEN_AFTER_MS;

  return {
    allowed: (channel) => !recent(refusedAt.get(channel)),
    refused: (channel) => void refusedAt.set(channel, clock.now()),
    async most(tenant) {
      const known = limits.get(tenant);
      if (known && recent(known.at)) return known.most;
      const most = await ask(tenant);
      limits.set(tenant, { most, at: clock.now() });
      return most;
    },
  };

  async function ask(tenant: TenantId): Promise<number> {
    const least = LIMITS.fileMegabytes.most * MEGABYTE;
    try {
      const read = guildSchema.safeParse(await api.get(`/guilds/${tenant}`, { priority: 'answer' }));
      return (read.success ? MOST_BY_TIER[read.data.premium_tier] : undefined) ?? least;
    } catch (error) {
      if (discordFailure(error) === null) throw error;
      return least;
    }
  }
}
