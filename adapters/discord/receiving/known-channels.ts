/**
 * The channels of guilds that are no threads, as the gateway tells of them. Messages do not say where they stand, and most of them
 * are said in channels, where no run lives: so nobody has to be asked about those.
 */
import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';

export interface KnownChannels {
  /** False: a thread, or not known. */
  isChannel(id: string): boolean;
  hear(type: string, payload: unknown): void;
}

const channelSchema = z.object({ id: z.string(), guild_id: z.string().optional() });
const guildSchema = z.object({ id: z.string(), channels: z.array(channelSchema).optional() });

export function createKnownChannels(): KnownChannels {
  const guilds = new Map<string, Set<string>>();
  const all = new Set<string>();

  function forget(guild: string): void {
    for (const id of guilds.get(guild) ?? []) all.delete(id);
    guilds.delete(guild);
  }

  return {
    isChannel: (id) => all.has(id),
    hear(type, payload) {
      if (type === GatewayDispatchEvents.GuildCreate || type === GatewayDispatchEvents.GuildDelete) {
        const guild = guildSchema.safeParse(payload).data;
        if (guild === undefined) return;
        forget(guild.id);
        const ids = (guild.channels ?? []).map(({ id }) => id);
        guilds.set(guild.id, new Set(ids));
        for (const id of ids) all.add(id);
      }
      const isNew = type === GatewayDispatchEvents.ChannelCreate;
      if (!isNew && type !== GatewayDispatchEvents.ChannelDelete) return;
      const channel = channelSchema.safeParse(payload).data;
      if (channel?.guild_id === undefined) return;
      if (isNew) {
        all.add(channel.id);
        guilds.set(channel.guild_id, (guilds.get(channel.guild_id) ?? new Set()).add(channel.id));
      } else {
        all.delete(channel.id);
        guilds.get(channel.guild_id)?.delete(channel.id);
      }
    },
  };
}
