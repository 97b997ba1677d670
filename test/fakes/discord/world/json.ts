/** Users, members, roles, channels and guilds as Discord writes them. */
import type { Loose } from '../loose.ts';
import { CHANNEL_TYPE, type Channel, isThread } from './channel.ts';
import type { Guild, Member, Role, User } from './guild.ts';
import { may, P, permissionsIn } from './permissions.ts';
import type { World } from './world.ts';

export function userJson(user: User): Loose {
  return {
    id: user.id,
    username: user.username,
    discriminator: '0',
    global_name: user.globalName,
    avatar: null,
    bot: user.bot,
    public_flags: 0,
    banner: null,
    accent_color: null,
  };
}

export function memberJson(world: World, member: Member, withUser = true): Loose {
  const user = world.users.get(member.user);
  return {
    ...(withUser && user && { user: userJson(user) }),
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: [...member.roles],
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

export function roleJson(role: Role): Loose {
  return {
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: role.position,
    permissions: String(role.permissions),
    managed: role.managed,
    ...(role.bot && { tags: { bot_id: role.bot } }),
    mentionable: role.mentionable,
    flags: 0,
  };
}

export function channelJson(world: World, channel: Channel): Loose {
  const common = { id: channel.id, type: CHANNEL_TYPE[channel.kind], flags: channel.requiresTag ? 16 : 0 };
  const last = [...channel.messages.values()].findLast((message) => message.onlyFor === null)?.id ?? null;
  if (channel.kind === 'dm') {
    const others = channel.recipients.filter((id) => id !== world.app.id);
    return { ...common, last_message_id: last, recipients: others.flatMap((id) => userJsons(world, id)) };
  }
  if (isThread(channel)) return { ...common, guild_id: channel.guild, last_message_id: last, ...threadJson(world, channel) };
  return {
    ...common,
    guild_id: channel.guild,
    name: channel.name,
    position: 0,
    parent_id: channel.parent,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: last,
    permission_overwrites: [...channel.overwrites].map(([id, { type, allow, deny }]) => ({ id, type, allow: String(allow), deny: String(deny) })),
    ...(channel.kind === 'forum' && {
      available_tags: channel.tags.map((tag) => ({ ...tag, moderated: false, emoji_id: null, emoji_name: null })),
      default_reaction_emoji: null,
      default_sort_order: null,
      default_forum_layout: 0,
    }),
  };
}

export function threadMemberJson(world: World, thread: Channel, user: string): Loose {
  return { id: thread.id, user_id: user, join_timestamp: new Date(world.time.now()).toISOString(), flags: 1 };
}

/** The threads of a guild that are open and that the app can see. */
export function activeThreads(world: World, guild: string, parent?: string): Channel[] {
  return [...world.channels.values()].filter(
    (channel) =>
      channel.guild === guild &&
      isThread(channel) &&
      !channel.thread.archived &&
      (parent === undefined || channel.parent === parent) &&
      may(world, channel, world.app.id, P.ViewChannel),
  );
}

export function guildJson(guild: Guild): Loose {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()].map(roleJson),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: guild.systemChannel,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
  };
}

/** What GUILD_CREATE brings: all of it. Members other than the app only for who asked for members. */
export function wholeGuildJson(world: World, guild: Guild, withMembers: boolean): Loose {
  const members = [...guild.members.values()].filter((member) => withMembers || member.user === world.app.id);
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild.id && channel.thread === null);
  return {
    ...guildJson(guild),
    joined_at: guild.members.get(world.app.id)?.joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: members.map((member) => memberJson(world, member)),
    channels: channels.map((channel) => channelJson(world, channel)),
    threads: activeThreads(world, guild.id).map((thread) => wholeThreadJson(world, thread)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A member as an interaction brings it: with what they may do in the channel. */
export function actingMemberJson(world: World, member: Member, channel: Channel): Loose {
  return { ...memberJson(world, member), permissions: String(permissionsIn(world, channel, member.user)) };
}

/** With the bot's own membership, as the API gives it. */
export function wholeThreadJson(world: World, thread: Channel): Loose {
  return { ...channelJson(world, thread), ...ownThreadMember(world, thread) };
}

function ownThreadMember(world: World, thread: Channel): Loose {
  return thread.thread?.members.has(world.app.id) ? { member: threadMemberJson(world, thread, world.app.id) } : {};
}

function threadJson(world: World, channel: Channel): Loose {
  const state = channel.thread;
  const said = [...channel.messages.values()].filter((message) => message.onlyFor === null && message.id !== channel.id && message.type !== 21).length;
  return {
    name: channel.name,
    parent_id: channel.parent,
    owner_id: channel.ownerId,
    rate_limit_per_user: 0,
    message_count: said,
    total_message_sent: said,
    member_count: Math.min(50, state?.members.size ?? 0),
    applied_tags: state?.tags ?? [],
    thread_metadata: {
      archived: state?.archived ?? false,
      locked: state?.locked ?? false,
      auto_archive_duration: state?.autoArchiveMinutes ?? 1440,
      archive_timestamp: new Date(state?.archiveChangedAt ?? world.time.now()).toISOString(),
      create_timestamp: new Date(Number((BigInt(channel.id) >> 22n) + 1_420_070_400_000n)).toISOString(),
      ...(channel.kind === 'private-thread' && { invitable: true }),
    },
  };
}

function userJsons(world: World, id: string): Loose[] {
  const user = world.users.get(id);
  return user ? [userJson(user)] : [];
}
