/** What someone with the right does to a guild: the bot comes and goes, permissions, roles and channels change. */
import { type Session, wants } from '../gateway/session.ts';
import type { Server } from '../server-parts.ts';
import type { Channel, Overwrite } from '../world/channel.ts';
import type { Guild, Member } from '../world/guild.ts';
import { channelJson, memberJson, roleJson, userJson, wholeGuildJson } from '../world/json.ts';
import { leaveGuild, removeMember } from '../world/membership.ts';
import type { PermissionName } from '../world/permissions.ts';
import { bits, type ChannelSpec, inviteBot, newMember, seedChannel } from '../world/seed.ts';

export interface GuildDriver {
  readonly id: string;
  /** The bot is kicked: GUILD_DELETE. */
  removesBot(): void;
  addsBot(permissions?: readonly PermissionName[]): void;
  /** From the bot's own role, everywhere. */
  withdraws(...permissions: readonly PermissionName[]): void;
  grants(...permissions: readonly PermissionName[]): void;
  /** In one channel, for the bot alone. */
  deniesBot(channel: string, ...permissions: readonly PermissionName[]): void;
  allowsBot(channel: string, ...permissions: readonly PermissionName[]): void;
  /** In one channel, for a role (of everyone: the guild's id) or a person. */
  overwrites(channel: string, who: string, rule: { readonly allow?: readonly PermissionName[]; readonly deny?: readonly PermissionName[] }): void;
  setsRoles(user: string, roles: readonly string[]): void;
  deletesRole(role: string): void;
  kicks(user: string): void;
  joins(user: string): void;
  makesChannel(spec: ChannelSpec): void;
  deletesChannel(channel: string): void;
  /** Discord has an outage of this guild: it is unavailable until `recovers`. */
  fails(): void;
  recovers(): void;
}

export function guildDriver(server: Server, guild: Guild): GuildDriver {
  const { world, gateway } = server;
  const wholly = () => gateway.dispatch('GUILD_CREATE', (session: Session) => wholeGuildJson(world, guild, wants(session, 'GuildMembers')), 'Guilds');

  function place(id: string): Channel {
    const channel = world.channels.get(id);
    if (!channel || channel.guild !== guild.id) throw new Error(`No channel ${id}`);
    return channel;
  }

  function botRole() {
    const role = [...guild.roles.values()].find((one) => one.managed && guild.members.get(world.app.id)?.roles.has(one.id));
    if (!role) throw new Error('The bot is not here.');
    return role;
  }

  /** Of its role; and since what everyone has comes to the bot as well, in every channel too. */
  function turn(to: (had: bigint) => bigint, rule: (had: Overwrite) => void): void {
    const role = botRole();
    role.permissions = to(role.permissions);
    gateway.dispatch('GUILD_ROLE_UPDATE', { guild_id: guild.id, role: roleJson(role) }, 'Guilds');
    for (const channel of world.channels.values()) if (channel.guild === guild.id && channel.thread === null) overwrite(channel.id, role.id, rule);
  }

  function overwrite(id: string, who: string, change: (had: Overwrite) => void): void {
    const channel = place(id);
    const rule: Overwrite = channel.overwrites.get(who) ?? { type: guild.roles.has(who) ? 0 : 1, allow: 0n, deny: 0n };
    change(rule);
    channel.overwrites.set(who, rule);
    gateway.dispatch('CHANNEL_UPDATE', channelJson(world, channel), 'Guilds');
  }

  function updated(member: Member): void {
    // Who did not ask for members hears only of itself.
    gateway.dispatch('GUILD_MEMBER_UPDATE', { guild_id: guild.id, ...memberJson(world, member) }, member.user === world.app.id ? 'Guilds' : 'GuildMembers');
  }

  return {
    id: guild.id,
    removesBot: () => leaveGuild(server, guild),
    addsBot(permissions) {
      inviteBot(guild, world.app, permissions, new Date(world.time.now()).toISOString());
      wholly();
    },
    withdraws: (...permissions) => turn((had) => had & ~bits(permissions), denying(permissions)),
    grants: (...permissions) => turn((had) => had | bits(permissions), forgetting(permissions)),
    deniesBot: (channel, ...permissions) => overwrite(channel, world.app.id, denying(permissions)),
    allowsBot: (channel, ...permissions) => overwrite(channel, world.app.id, allowing(permissions)),
    overwrites: (channel, who, { allow = [], deny = [] }) =>
      overwrite(channel, who, (rule) => {
        rule.allow = bits(allow);
        rule.deny = bits(deny);
      }),
    setsRoles(user, roles) {
      const member = guild.members.get(user);
      if (!member) throw new Error(`No member ${user}`);
      member.roles.clear();
      for (const role of roles) member.roles.add(role);
      updated(member);
    },
    deletesRole(id) {
      guild.roles.delete(id);
      for (const member of guild.members.values()) member.roles.delete(id);
      gateway.dispatch('GUILD_ROLE_DELETE', { guild_id: guild.id, role_id: id }, 'Guilds');
    },
    kicks: (user) => removeMember(server, guild, user),
    joins(user) {
      const known = world.users.get(user);
      if (!known) throw new Error(`No person ${user}`);
      const member = newMember(user, [], null);
      guild.members.set(user, member);
      gateway.dispatch('GUILD_MEMBER_ADD', { guild_id: guild.id, ...memberJson(world, member), user: userJson(known) }, 'GuildMembers');
    },
    makesChannel(spec) {
      const channel = seedChannel(spec, guild.id);
      world.channels.set(channel.id, channel);
      gateway.dispatch('CHANNEL_CREATE', channelJson(world, channel), 'Guilds');
    },
    deletesChannel(id) {
      const channel = place(id);
      world.channels.delete(id);
      // Its threads go with it, without a word of their own.
      for (const [thread, one] of world.channels) if (one.thread !== null && one.parent === id) world.channels.delete(thread);
      gateway.dispatch('CHANNEL_DELETE', channelJson(world, channel), 'Guilds');
    },
    fails: () => void gateway.dispatch('GUILD_DELETE', { id: guild.id, unavailable: true }, 'Guilds'),
    recovers: () => void wholly(),
  };
}

const denying = (permissions: readonly PermissionName[]) => (rule: Overwrite) => {
  rule.deny |= bits(permissions);
  rule.allow &= ~bits(permissions);
};

const allowing = (permissions: readonly PermissionName[]) => (rule: Overwrite) => {
  rule.allow |= bits(permissions);
  rule.deny &= ~bits(permissions);
};

const forgetting = (permissions: readonly PermissionName[]) => (rule: Overwrite) => {
  rule.deny &= ~bits(permissions);
};
