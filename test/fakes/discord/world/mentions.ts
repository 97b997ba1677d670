/**
 * Whom a message calls, and whom it really reaches: what its text says, what `allowed_mentions` lets through, and what
 * its author may do. The strictest reading: code does not make a mention dead. docs.discord.com/developers/resources/message#allowed-mentions-object
 */
import type { Loose } from '../loose.ts';
import type { Channel } from './channel.ts';
import type { Mentions } from './message.ts';
import { may, P } from './permissions.ts';
import { guildOf, type World } from './world.ts';

/** All that people read in a message: its content, and the text of its components. Mentions work in nothing else. */
export function mentionable(content: string, components: readonly Loose[]): string {
  return [content, ...components.flatMap(textsIn)].join('\n');
}

export function mentionsOf(world: World, channel: Channel, author: string, text: string, allowed: Loose): Mentions {
  const parse: readonly string[] =
    allowed?.parse ?? (allowed === undefined || allowed === null || !('users' in allowed || 'roles' in allowed) ? ['everyone', 'roles', 'users'] : []);
  const lets = (kind: 'users' | 'roles', id: string) => parse.includes(kind) || (allowed?.[kind] ?? []).map(String).includes(id);
  const guild = guildOf(world, channel);
  const mayCallAll = may(world, channel, author, P.MentionEveryone);
  const users = [...new Set([...text.matchAll(/<@!?(\d{15,20})>/g)].map(([, id = '']) => id))];
  const roles = [...new Set([...text.matchAll(/<@&(\d{15,20})>/g)].map(([, id = '']) => id))];
  return {
    users: users.filter((id) => world.users.has(id) && lets('users', id)),
    roles: roles.filter((id) => guild?.roles.has(id) && lets('roles', id) && (mayCallAll || guild.roles.get(id)?.mentionable === true)),
    everyone: guild !== null && /@(everyone|here)/.test(text) && parse.includes('everyone') && mayCallAll,
  };
}

function textsIn(value: Loose): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [...(value.type === 10 ? [String(value.content)] : []), ...textsIn(value.components), ...textsIn(value.accessory)];
}
