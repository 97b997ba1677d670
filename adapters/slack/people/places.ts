/** A channel as Slack knows it: who may read what is said there, and whether Baton is in it. */
import { z } from 'zod';
import type { ChannelId, PersonId, TenantId } from '../../../src/engine/ids.ts';
import { personId } from '../../../src/engine/ids.ts';
import type { SlackApi } from '../sending/api.ts';
import { LOOKING_UP } from './looking-up.ts';

export interface SlackPlace {
  readonly kind: 'public' | 'private' | 'direct';
  /** Whether Baton is in it. */
  readonly joined: boolean;
  readonly archived: boolean;
  /** Null: an open channel, or one that Baton cannot look into. */
  readonly with: PersonId | null;
}

const infoSchema = z.object({
  channel: z.object({
    is_im: z.boolean().optional(),
    is_mpim: z.boolean().optional(),
    is_private: z.boolean().optional(),
    is_group: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    user: z.string().optional(),
  }),
});

/** Throws SlackCallError: `channel-gone` for one that Baton may not see. */
export async function lookUpPlace(api: SlackApi, tenant: TenantId, channel: string): Promise<SlackPlace> {
  const { channel: raw } = infoSchema.parse(await api.call(tenant, 'conversations.info', { channel }, LOOKING_UP));
  const direct = raw.is_im === true;
  const closed = raw.is_mpim === true || raw.is_private === true || raw.is_group === true;
  return {
    kind: direct ? 'direct' : closed ? 'private' : 'public',
    joined: direct || raw.is_mpim === true || raw.is_member === true,
    archived: raw.is_archived === true,
    with: direct && raw.user !== undefined ? personId(raw.user) : null,
  };
}

const membersSchema = z.object({ members: z.array(z.string()).default([]), response_metadata: z.object({ next_cursor: z.string().optional() }).optional() });

/** A larger one is no place for secrets; whoever is not among so many is treated as a stranger to it. */
const MOST_PAGES = 20;

export async function lookUpMembers(api: SlackApi, tenant: TenantId, channel: ChannelId | string): Promise<ReadonlySet<PersonId>> {
  const members = new Set<PersonId>();
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = membersSchema.parse(
      await api.call(tenant, 'conversations.members', { channel, limit: 1_000, ...(cursor === '' ? {} : { cursor }) }, LOOKING_UP),
    );
    for (const member of read.members) members.add(personId(member));
    cursor = read.response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return members;
}
