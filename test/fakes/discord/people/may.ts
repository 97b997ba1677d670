/** What a person may not do, the client does not offer: in a test it is a mistake, and throws. */
import type { Channel } from '../world/channel.ts';
import { takesMessages } from '../world/channel.ts';
import { may, P, sending } from '../world/permissions.ts';
import type { World } from '../world/world.ts';

export function mustMay(world: World, channel: Channel, person: string, ...needed: readonly bigint[]): void {
  if (may(world, channel, person, ...needed)) return;
  const [name] = Object.entries(P).find(([, bit]) => needed.includes(bit) && !may(world, channel, person, bit)) ?? ['that'];
  throw new Error(`${world.users.get(person)?.username} may not do this in ${channel.name || channel.id}: ${name}`);
}

export function mustWrite(world: World, channel: Channel, person: string, withFiles: boolean): void {
  if (!takesMessages(channel)) throw new Error(`Nobody writes in ${channel.name} itself.`);
  mustMay(world, channel, person, P.ViewChannel, sending(channel), ...(withFiles ? [P.AttachFiles] : []));
  if (channel.thread?.locked) mustMay(world, channel, person, P.ManageThreads);
}
