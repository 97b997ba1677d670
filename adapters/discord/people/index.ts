/** People, roles and places of Discord guilds: what Discord said with an action, or what it answers when it is asked, remembered for a short while. */

import type { Standing } from '../../../src/chat/people/standing.ts';
import type { ChannelId, PersonId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { MemberSaid } from './member-said.ts';
import type { Missing, Purpose } from './needed-permissions.ts';

export interface People {
  /**
   * Who acts, and whether they may use Baton there at all, now. `channel`: the parent of a thread; null: nowhere in particular (a modal). `said`: what
   * Discord said of them with the action; null (long ago, or not said): Discord is asked. Throws where it does not answer.
   */
  standing(tenant: TenantId, person: PersonId, channel: ChannelId | null, said: MemberSaid | null): Promise<Standing>;
  /** Whether somebody may read what stands in a thread of a channel. Never throws: where Discord does not say, no. */
  sees(tenant: TenantId, person: PersonId, channel: ChannelId, thread: ThreadId): Promise<boolean>;
  /** Null: Baton cannot see it. A thread is a place of its own. Throws where Discord does not answer. */
  place(tenant: TenantId, place: ChannelId | ThreadId): Promise<DiscordPlace | null>;
  /** What Baton lacks in a channel for what it is to do there; none: it may. Throws where Discord does not answer. */
  lacks(tenant: TenantId, channel: ChannelId, purpose: Purpose): Promise<readonly Missing[]>;
  /** Something was said to have changed: looked up anew when it is needed next. */
  changed(tenant: TenantId, what: PeopleNews): void;
  threadLink(tenant: TenantId, place: ChannelId | ThreadId): string;
}

export type PeopleNews =
  | { readonly kind: 'member'; readonly person: PersonId }
  /** The guild itself, its roles or who owns it. */
  | { readonly kind: 'guild' }
  | { readonly kind: 'place'; readonly place: ChannelId | ThreadId };

export interface DiscordPlace {
  /** `other`: a category, a voice channel, something newer: no runs there. */
  readonly kind: 'text' | 'forum' | 'thread' | 'private-thread' | 'direct' | 'other';
  readonly name: string;
  /** Of a thread: the channel that it is in. */
  readonly parent: ChannelId | null;
  readonly archived: boolean;
  readonly locked: boolean;
}

export type { Standing } from '../../../src/chat/people/standing.ts';
export type { MemberSaid } from './member-said.ts';
export { memberSaidOf, memberSaidSchema } from './member-said.ts';
