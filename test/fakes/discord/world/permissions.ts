/** What someone may do in a channel: roles, then the channel's overwrites. docs.discord.com/developers/topics/permissions */
import { PermissionFlagsBits } from 'discord.js';
import type { Channel } from './channel.ts';
import type { Guild } from './guild.ts';
import { guildOf, type World } from './world.ts';

export const P = PermissionFlagsBits;
export type PermissionName = keyof typeof PermissionFlagsBits;
const ALL = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);
/** What goes with the right to write. */
const WITH_SENDING = P.MentionEveryone | P.SendTTSMessages | P.AttachFiles | P.EmbedLinks;

export function permissionsInGuild(guild: Guild, user: string): bigint {
  const member = guild.members.get(user);
  if (!member) return 0n;
  if (guild.ownerId === user) return ALL;
  const all = [guild.id, ...member.roles].reduce((sum, role) => sum | (guild.roles.get(role)?.permissions ?? 0n), 0n);
  return (all & P.Administrator) !== 0n ? ALL : all;
}

export function permissionsIn(world: World, channel: Channel, user: string): bigint {
  if (channel.kind === 'dm') return channel.recipients.includes(user) ? ALL & ~P.ManageThreads : 0n;
  const guild = guildOf(world, channel);
  if (!guild) return 0n;
  const base = permissionsInGuild(guild, user);
  if (base === ALL || base === 0n) return base;
  const ruling = channel.parent === null || channel.thread === null ? channel : (world.channels.get(channel.parent) ?? channel);
  return withImplied(channel, overwritten(guild, ruling, user, base), user);
}

export function may(world: World, channel: Channel, user: string, ...bits: readonly bigint[]): boolean {
  const has = permissionsIn(world, channel, user);
  return bits.every((bit) => (has & bit) === bit);
}

/** The right to write there: threads have one of their own. */
export function sending(channel: Channel): bigint {
  return channel.thread === null ? P.SendMessages : P.SendMessagesInThreads;
}

function overwritten(guild: Guild, channel: Channel, user: string, base: bigint): bigint {
  const member = guild.members.get(user);
  const everyone = channel.overwrites.get(guild.id);
  let has = (base & ~(everyone?.deny ?? 0n)) | (everyone?.allow ?? 0n);
  const roles = [...(member?.roles ?? [])].map((role) => channel.overwrites.get(role));
  has &= ~roles.reduce((sum, one) => sum | (one?.deny ?? 0n), 0n);
  has |= roles.reduce((sum, one) => sum | (one?.allow ?? 0n), 0n);
  const own = channel.overwrites.get(user);
  return (has & ~(own?.deny ?? 0n)) | (own?.allow ?? 0n);
}

function withImplied(channel: Channel, has: bigint, user: string): bigint {
  if ((has & P.ViewChannel) === 0n) return 0n;
  if (channel.kind === 'private-thread' && !channel.thread?.members.has(user) && (has & P.ManageThreads) === 0n) return 0n;
  return (has & sending(channel)) === 0n ? has & ~WITH_SENDING : has;
}
