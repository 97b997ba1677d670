/** Who is notified by a new message, and why. An edit notifies nobody, whatever it says. */
import { liveIn } from '../seen/live.ts';
import { type Channel, isMember, type Message, publicMessages, type Workspace } from './workspace.ts';
import type { Notification, World } from './world.ts';

export function notify(world: World, workspace: Workspace, channel: Channel, message: Message): void {
  const told = new Map<string, Notification['why']>();
  const tell = (user: string, why: Notification['why']) => {
    const person = workspace.people.get(user);
    if (person && person.kind !== 'bot' && person.kind !== 'deactivated' && user !== message.user && !told.has(user)) told.set(user, why);
  };
  if (message.onlyFor !== null) tell(message.onlyFor, 'private-answer');
  else {
    const live = liveIn(message.text, message.blocks);
    const shown = message.blocks.length > 0 ? liveIn('', message.blocks) : live;
    for (const user of live.users) if (isMember(channel, user)) tell(user, shown.users.includes(user) ? 'mention' : 'hidden-mention');
    for (const group of live.groups) for (const user of workspace.groups.get(group)?.users ?? []) if (isMember(channel, user)) tell(user, 'group-mention');
    // In a thread @here and @channel call nobody who is not in it, but they are shown as calls: count them all.
    if (live.broadcasts.length > 0) for (const user of channel.members) tell(user, 'broadcast');
    if (channel.kind === 'im' || channel.kind === 'mpim') for (const user of channel.members) tell(user, 'direct-message');
    if (message.thread !== null) for (const user of following(channel, message.thread)) tell(user, 'thread-reply');
  }
  for (const [user, why] of told) world.notifications.push({ team: workspace.id, user, channel: channel.id, ts: message.ts, why });
}

/** Who wrote in the thread or was called in it follows it. */
function following(channel: Channel, root: string): ReadonlySet<string> {
  const messages = publicMessages(channel).filter((message) => message.ts === root || message.thread === root);
  return new Set(messages.flatMap((message) => [message.user, ...liveIn(message.text, message.blocks).users]));
}
