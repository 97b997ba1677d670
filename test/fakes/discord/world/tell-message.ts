/** The app hears of a message, with its text or without. What only one person sees does not come over the gateway. */
import type { Session } from '../gateway/session.ts';
import type { Server } from '../server-parts.ts';
import type { Channel } from './channel.ts';
import type { Message } from './message.ts';
import { isAlwaysReadable, messageEventJson } from './message-json.ts';
import { may, P } from './permissions.ts';

export function tell(server: Server, event: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', channel: Channel, message: Message): void {
  const { world } = server;
  if (message.onlyFor !== null || !isHeard(server, channel)) return;
  const full = messageEventJson(world, message, true);
  const blind = messageEventJson(world, message, isAlwaysReadable(world, message));
  server.gateway.dispatch(event, (session: Session) => (session.reads ? full : blind), channel.kind === 'dm' ? 'DirectMessages' : 'GuildMessages');
}

export function isHeard({ world }: Server, channel: Channel): boolean {
  return may(world, channel, world.app.id, P.ViewChannel);
}
