/** The direct message between the bot and people; opened when it is first needed, and the same ever after. */
import type { Channel } from '../world/workspace.ts';
import type { Context } from './method.ts';
import { Refusal } from './refusal.ts';

export function directChannel(context: Pick<Context, 'workspace' | 'installed' | 'server'>, users: readonly string[]): Channel {
  const { workspace, installed, server } = context;
  for (const id of users) {
    const person = workspace.people.get(id);
    if (!person) throw new Refusal(users.length === 1 ? 'user_not_found' : 'users_not_found');
    if (person.kind === 'bot') throw new Refusal('cannot_dm_bot');
    if (person.kind === 'deactivated') throw new Refusal('user_disabled');
  }
  const members = new Set([installed.botUserId, ...users]);
  const there = [...workspace.channels.values()].find(
    (channel) =>
      (channel.kind === 'im' || channel.kind === 'mpim') && channel.members.size === members.size && [...members].every((one) => channel.members.has(one)),
  );
  if (there) return there;
  const kind = users.length === 1 ? 'im' : 'mpim';
  const id = server.world.ids.of(kind === 'im' ? 'D' : 'C');
  const channel: Channel = { id, name: kind === 'im' ? '' : 'mpdm', kind, shared: false, archived: false, members, messages: new Map() };
  workspace.channels.set(id, channel);
  return channel;
}
