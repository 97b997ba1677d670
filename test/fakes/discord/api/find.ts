/** What a call names, or the refusal that Discord gives when it is not there or not for this app. */
import type { Channel } from '../world/channel.ts';
import { sharesGuild } from '../world/direct.ts';
import type { Guild } from '../world/guild.ts';
import { FLAG, type Message } from '../world/message.ts';
import { may, P, sending } from '../world/permissions.ts';
import { Refusal } from './refusal.ts';
import type { Context } from './route.ts';

export function guildOfCall({ server, params }: Context): Guild {
  const guild = server.world.guilds.get(params.guild ?? '');
  if (!guild) throw new Refusal(10004);
  if (!guild.members.has(server.world.app.id)) throw new Refusal(50001);
  return guild;
}

function channelOf({ server, params }: Context): Channel {
  const channel = server.world.channels.get(params.channel ?? '');
  if (!channel) throw new Refusal(10003);
  return channel;
}

/** One that the app can see, and may do these things in. */
export function visibleChannelOf(context: Context, ...needed: readonly bigint[]): Channel {
  const channel = channelOf(context);
  mustMay(context, channel, ...needed);
  return channel;
}

export function mustMay({ server: { world } }: Context, channel: Channel, ...needed: readonly bigint[]): void {
  if (!may(world, channel, world.app.id, P.ViewChannel)) throw new Refusal(50001);
  if (!may(world, channel, world.app.id, ...needed)) throw new Refusal(50013);
}

export function writableChannelOf(context: Context, withFiles: boolean): Channel {
  const channel = channelOf(context);
  if (channel.kind === 'forum' || channel.kind === 'category') {
    mustMay(context, channel);
    throw new Refusal(50008);
  }
  mustMay(context, channel, sending(channel), ...(withFiles ? [P.AttachFiles] : []));
  const { world } = context.server;
  if (channel.thread?.locked && !may(world, channel, world.app.id, P.ManageThreads)) throw new Refusal(160005);
  if (channel.thread?.archived && world.settings.postsInArchived === 'refuse') throw new Refusal(50083);
  if (channel.kind === 'dm') mustReach(context, channel.recipients.find((id) => id !== world.app.id) ?? '');
  return channel;
}

function mustReach({ server: { world } }: Context, person: string): void {
  if (!sharesGuild(world, person) || world.users.get(person)?.dms !== 'open') throw new Refusal(50007);
}

export function mustBeOpen(channel: Channel): void {
  if (channel.thread?.archived) throw new Refusal(50083);
}

/** What only one person sees cannot be found by the bot's token. */
export function messageOf({ params }: Context, channel: Channel): Message {
  const message = channel.messages.get(params.message ?? '');
  if (!message || (message.flags & FLAG.ephemeral) !== 0) throw new Refusal(10008);
  return message;
}
