/** Members that an app asks for over the gateway (opcode 8): by id always, by name or all only with the members intent. */
import type { Loose } from '../loose.ts';
import { memberJson } from '../world/json.ts';
import type { World } from '../world/world.ts';

const CHUNK = 1000;

export function memberChunks(world: World, asked: Loose, mayList: boolean): Loose[] {
  const guild = world.guilds.get(String(asked?.guild_id ?? ''));
  if (!guild) return [];
  const ids: string[] | null = asked.user_ids === undefined ? null : [asked.user_ids].flat();
  const named = [...guild.members.values()].filter((member) => {
    if (ids) return ids.includes(member.user);
    return mayList && (world.users.get(member.user)?.username ?? '').startsWith(String(asked.query ?? ''));
  });
  const members = named.slice(0, Number(asked.limit) || named.length).map((member) => memberJson(world, member));
  const count = Math.max(1, Math.ceil(members.length / CHUNK));
  return Array.from({ length: count }, (_, index) => ({
    guild_id: guild.id,
    members: members.slice(index * CHUNK, (index + 1) * CHUNK),
    chunk_index: index,
    chunk_count: count,
    not_found: ids?.filter((id) => !guild.members.has(id)) ?? [],
    ...(asked.nonce !== undefined && { nonce: asked.nonce }),
  }));
}
