/** The direct messages between the app and a person: there is one channel for them. */
import type { Channel } from './channel.ts';
import type { World } from './world.ts';

export function directChannel(world: World, user: string): Channel {
  const found = [...world.channels.values()].find((channel) => channel.kind === 'dm' && channel.recipients.includes(user));
  if (found) return found;
  const channel: Channel = {
    id: world.ids.snowflake(),
    kind: 'dm',
    guild: null,
    name: '',
    parent: null,
    overwrites: new Map(),
    messages: new Map(),
    ownerId: null,
    thread: null,
    recipients: [world.app.id, user],
    tags: [],
    requiresTag: false,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** Whether the app and the person are in one guild. */
export function sharesGuild(world: World, user: string): boolean {
  return [...world.guilds.values()].some((guild) => guild.members.has(user) && guild.members.has(world.app.id));
}
