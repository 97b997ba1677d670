/** Who is really notified by a new message, and why. An edit notifies nobody, whatever it says. */
import type { Channel } from './channel.ts';
import type { Message } from './message.ts';
import { may, P } from './permissions.ts';
import { guildOf, type Notification, type World } from './world.ts';

export function notify(world: World, channel: Channel, message: Message, repliedUser: boolean): void {
  const told = new Map<string, Notification['why']>();
  const tell = (user: string, why: Notification['why']) => {
    const known = world.users.get(user);
    if (known && !known.bot && user !== message.author && !told.has(user) && may(world, channel, user, P.ViewChannel)) told.set(user, why);
  };
  if (message.onlyFor !== null) told.set(message.onlyFor, 'private-answer');
  else {
    const guild = guildOf(world, channel);
    for (const user of message.mentions.users) tell(user, 'mention');
    for (const role of message.mentions.roles)
      for (const member of guild?.members.values() ?? []) if (member.roles.has(role)) tell(member.user, 'role-mention');
    if (message.mentions.everyone) for (const user of guild?.members.keys() ?? []) tell(user, 'everyone');
    const answered = message.replyTo === null ? null : channel.messages.get(message.replyTo);
    if (answered && repliedUser) tell(answered.author, 'reply');
    if (channel.kind === 'dm') for (const user of channel.recipients) tell(user, 'direct-message');
  }
  for (const [user, why] of told) world.notifications.push({ user, channel: channel.id, message: message.id, why });
}
