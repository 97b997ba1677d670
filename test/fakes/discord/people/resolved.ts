/** What ids in an interaction stand for, as `resolved` says it: users, members, roles, channels, files. */
import type { Loose } from '../loose.ts';
import type { Channel } from '../world/channel.ts';
import { channelJson, memberJson, roleJson, userJson } from '../world/json.ts';
import { fileJson } from '../world/message-json.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { World } from '../world/world.ts';

export function resolvedOf(world: World, channel: Channel, ids: readonly string[]): Loose {
  const resolved: Loose = {};
  const put = (kind: string, id: string, value: Loose) => {
    resolved[kind] = { ...resolved[kind], [id]: value };
  };
  const guild = world.guilds.get(channel.guild ?? '');
  for (const id of ids) {
    const [user, member, role, place, file] = [world.users.get(id), guild?.members.get(id), guild?.roles.get(id), world.channels.get(id), world.files.get(id)];
    if (user) put('users', id, userJson(user));
    if (member) put('members', id, { ...memberJson(world, member, false), permissions: String(permissionsIn(world, channel, id)) });
    if (role) put('roles', id, roleJson(role));
    if (place && place.kind !== 'dm') put('channels', id, { ...channelJson(world, place), permissions: '0' });
    if (file) put('attachments', id, fileJson(world, file));
  }
  return Object.keys(resolved).length === 0 ? undefined : resolved;
}
