/** A channel or thread as Discord knows it: what it is, where it belongs, and who has or lacks which rights there. */
import { ChannelType } from 'discord.js';
import { z } from 'zod';
import { type ChannelId, channelId, type TenantId } from '../../../src/engine/ids.ts';
import type { DiscordReads } from './discord-reads.ts';
import type { Overwrite } from './rights.ts';

export interface DiscordPlace {
  /** `other`: a category, a voice channel, something newer: no runs there. */
  readonly kind: 'text' | 'forum' | 'thread' | 'private-thread' | 'other';
  readonly name: string;
  /** Of a thread: the channel that it is in. */
  readonly parent: ChannelId | null;
  readonly archived: boolean;
  readonly locked: boolean;
  /** Of a thread none: those of its channel count. */
  readonly overwrites: readonly Overwrite[];
}

const bits = z
  .string()
  .regex(/^\d{1,30}$/u)
  .transform(BigInt);

const channelShape = z.object({
  id: z.string(),
  type: z.number(),
  guild_id: z.string().optional(),
  name: z.string().nullish(),
  parent_id: z.string().nullish(),
  thread_metadata: z.object({ archived: z.boolean(), locked: z.boolean().optional() }).optional(),
  permission_overwrites: z.array(z.object({ id: z.string(), type: z.number(), allow: bits, deny: bits })).optional(),
});

/** `gone` also for one of another guild: nothing of one guild is an answer about another. */
export async function lookUpPlace(reads: DiscordReads, tenant: TenantId, place: string): Promise<DiscordPlace | 'gone' | 'hidden'> {
  const answer = await reads.get(`/channels/${place}`);
  if (answer.kind !== 'ok') return answer.kind;
  const raw = channelShape.parse(answer.value);
  return raw.guild_id === tenant ? placeOf(raw, place) : 'gone';
}

/** The channels of a guild in which runs can be; threads are not among them. */
export async function lookUpPlaces(reads: DiscordReads, tenant: TenantId): Promise<readonly DiscordPlace[]> {
  const answer = await reads.get(`/guilds/${tenant}/channels`);
  if (answer.kind !== 'ok') return [];
  const places = z
    .array(channelShape)
    .parse(answer.value)
    .map((raw) => placeOf(raw, raw.id));
  return places.filter(({ kind }) => kind === 'text' || kind === 'forum');
}

function placeOf(raw: z.infer<typeof channelShape>, id: string): DiscordPlace {
  const kind = KINDS.get(raw.type) ?? 'other';
  const isThread = kind === 'thread' || kind === 'private-thread';
  return {
    kind,
    name: raw.name ?? id,
    parent: isThread && raw.parent_id != null ? channelId(raw.parent_id) : null,
    archived: raw.thread_metadata?.archived ?? false,
    locked: raw.thread_metadata?.locked ?? false,
    overwrites: (raw.permission_overwrites ?? []).map(({ id, type, allow, deny }) => ({ id, of: type === 1 ? 'member' : 'role', allow, deny })),
  };
}

const KINDS: ReadonlyMap<number, DiscordPlace['kind']> = new Map<number, DiscordPlace['kind']>([
  [ChannelType.GuildText, 'text'],
  [ChannelType.GuildAnnouncement, 'text'],
  [ChannelType.GuildForum, 'forum'],
  [ChannelType.PublicThread, 'thread'],
  [ChannelType.AnnouncementThread, 'thread'],
  [ChannelType.PrivateThread, 'private-thread'],
]);
