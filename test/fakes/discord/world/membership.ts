/** The app and people leave guilds. */
import type { Server } from '../server-parts.ts';
import type { Guild } from './guild.ts';
import { userJson } from './json.ts';

/** The bot goes, with its role, and hears that the guild is no longer there for it. */
export function leaveGuild({ world, gateway }: Server, guild: Guild): void {
  const own = guild.members.get(world.app.id);
  if (!own) return;
  for (const role of own.roles) if (guild.roles.get(role)?.managed) guild.roles.delete(role);
  guild.members.delete(world.app.id);
  for (const [id, command] of world.commands) if (command.guild === guild.id) world.commands.delete(id);
  // Without `unavailable`: removed, not an outage.
  gateway.dispatch('GUILD_DELETE', { id: guild.id }, 'Guilds');
}

export function removeMember({ world, gateway }: Server, guild: Guild, user: string): void {
  const known = world.users.get(user);
  if (!guild.members.delete(user) || !known) return;
  gateway.dispatch('GUILD_MEMBER_REMOVE', { guild_id: guild.id, user: userJson(known) }, 'GuildMembers');
}
