/** The direct conversation with a person: opened once, then known. */
import { z } from 'zod';
import { type ChannelId, channelId, type PersonId, type TenantId } from '../../../src/engine/ids.ts';
import type { SlackApi } from './api.ts';
import type { Priority } from './priority.ts';

export type DirectChannels = (tenant: TenantId, person: PersonId, priority: Priority) => Promise<ChannelId>;

const openedSchema = z.object({ channel: z.object({ id: z.string() }) });

/** A few bytes each; a workspace with more people than that opens some of them again. */
const MOST_KNOWN = 10_000;

export function createDirectChannels(api: SlackApi): DirectChannels {
  const known = new Map<string, ChannelId>();
  return async (tenant, person, priority) => {
    const name = `${tenant} ${person}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const { channel } = openedSchema.parse(await api.call(tenant, 'conversations.open', { users: person }, { priority }));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, channelId(channel.id));
    return channelId(channel.id);
  };
}
