/** The direct conversation with a person: opened once, then known. */
import type { ChannelId, PersonId, TenantId } from '../../engine/ids.ts';
import type { Priority } from './priority.ts';

export type DirectChannels = (tenant: TenantId, person: PersonId, priority: Priority) => Promise<ChannelId>;

/** A few bytes each; a workspace with more people than that opens some of them again. */
const MOST_KNOWN = 10_000;

export function createDirectChannels(open: DirectChannels): DirectChannels {
  const known = new Map<string, ChannelId>();
  return async (tenant, person, priority) => {
    const name = `${tenant} ${person}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const channel = await open(tenant, person, priority);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, channel);
    return channel;
  };
}
