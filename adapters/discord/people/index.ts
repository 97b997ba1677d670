/** People, roles and places of Discord guilds: what Discord said with an action, or what it answers when it is asked, remembered for a short while. */

import { PermissionFlagsBits } from 'discord.js';
import type { Logger } from 'pino';
import type { PermissionName } from '../../../src/cards/permission-words.ts';
import { byTenant } from '../../../src/chat/people/by-tenant.ts';
import { remembered } from '../../../src/chat/people/remembered.ts';
import type { Standing } from '../../../src/chat/people/standing.ts';
import { type ChannelId, channelId, type PersonId, personId, type TenantId, type ThreadId, threadId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { SettingsStore } from '../../../src/ports/settings-store.ts';
import { threadLink } from '../thread-link.ts';
import { standingIn } from './acting.ts';
import type { DiscordReads } from './discord-reads.ts';
import { type GuildFacts, lookUpGuild } from './guild-facts.ts';
import type { MemberSaid } from './member-said.ts';
import { isThere, lookUpMember, lookUpSelf } from './members.ts';
import { type Missing, missingOf, type Purpose } from './needed-permissions.ts';
import { type DiscordPlace, lookUpPlace } from './places.ts';
import { may, rightsIn } from './rights.ts';

export type { Standing } from '../../../src/chat/people/standing.ts';
export { type MemberSaid, memberSaidOf } from './member-said.ts';
export type { Missing, Purpose } from './needed-permissions.ts';
export type { DiscordPlace } from './places.ts';

export interface People {
  /**
   * Who acts, and whether they may use Baton there at all, now. `channel`: the parent of a thread; null: nowhere in particular (a modal). `said`: what
   * Discord said of them with the action; null (long ago, or not said): Discord is asked. Throws where it does not answer.
   */
  standing(tenant: TenantId, person: PersonId, channel: ChannelId | null, said: MemberSaid | null): Promise<Standing>;
  /** Whether somebody may read what stands in a thread of a channel. Never throws: where Discord does not say, no. */
  sees(tenant: TenantId, person: PersonId, channel: ChannelId, thread: ThreadId): Promise<boolean>;
  /** Names of people, roles and places that a text names; what is not known is left out, and of places what `reader` does not see. Never throws. */
  names(tenant: TenantId, ids: ReadonlySet<string>, reader: PersonId): Promise<ReadonlyMap<string, string>>;
  /** A thread is a place of its own. `hidden`: Baton may not see it. Throws where Discord does not answer. */
  place(tenant: TenantId, place: ChannelId | ThreadId): Promise<DiscordPlace | 'gone' | 'hidden'>;
  /** What Baton lacks in a channel for what it is to do there; none: it may. Throws where Discord does not answer. */
  lacks(tenant: TenantId, channel: ChannelId, purpose: Purpose): Promise<readonly Missing[]>;
  /**
   * Which of these somebody lacks themselves in a channel, or in its threads: Baton does for nobody what they may not do. None where Baton sees nothing of
   * the channel and Discord did not say it with the action. Throws where Discord does not answer.
   */
  lackedBy(person: Acted, channel: ChannelId, needed: readonly PermissionName[]): Promise<readonly PermissionName[]>;
  /** Null: Baton is not in it. Throws where Discord does not answer. */
  guild(tenant: TenantId): Promise<GuildFacts | null>;
  /** Something was said to have changed: looked up anew when it is needed next. */
  changed(tenant: TenantId, what: PeopleNews): void;
  threadLink(tenant: TenantId, place: ChannelId | ThreadId): string;
}

export interface Acted {
  readonly tenant: TenantId;
  readonly person: PersonId;
  /** What Discord said of them with what they did in that channel; null: it is asked. */
  readonly said: MemberSaid | null;
}

export type PeopleNews =
  /** Baton's own membership: its roles. */
  | { readonly kind: 'self' }
  | { readonly kind: 'member'; readonly person: PersonId }
  /** The guild itself, its roles or who owns it. */
  | { readonly kind: 'guild' }
  | { readonly kind: 'place'; readonly place: ChannelId | ThreadId };

export interface PeopleDeps {
  /** Made later than this. */
  readonly reads: () => DiscordReads;
  readonly settings: Pick<SettingsStore, 'resolve'>;
  /** ADMINS: those that are ids of Discord are admins in every guild that they are in. */
  readonly admins: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
}

const MINUTE_MS = 60_000;

/** Roles are a right: what is older is asked again. Several questions about one action get one answer. */
const MEMBER_MS = 5_000;

export function createPeople({ reads, settings, admins, clock, log }: PeopleDeps): People {
  const refuses = () => false;
  const onError = (error: unknown) => log.warn({ err: error }, 'Discord did not say how something is; what was known last stands');
  const lasting = { freshMs: MINUTE_MS, standsMs: 10 * MINUTE_MS, refuses, clock, onError };
  const guilds = byTenant((tenant) => lookUpGuild(reads(), tenant), lasting);
  const places = byTenant((tenant, id) => lookUpPlace(reads(), tenant, id), lasting);
  const members = byTenant((tenant, id) => lookUpMember(reads(), tenant, id), { ...lasting, freshMs: MEMBER_MS, standsMs: MINUTE_MS });
  const inThreads = byTenant((_, id) => isThere(reads(), id), { ...lasting, freshMs: MEMBER_MS, standsMs: MINUTE_MS });
  const roots = byTenant((_, id) => isThere(reads(), id), lasting);
  const self = remembered(() => lookUpSelf(reads()), { ...lasting, freshMs: Number.POSITIVE_INFINITY });

  /** Null: not there, or the channel is not. */
  async function rightsOf(tenant: TenantId, person: string, channel: ChannelId, said: MemberSaid | null = null): Promise<bigint | null> {
    const [guild, member, found] = await Promise.all([guilds.get(tenant, ''), said ?? members.get(tenant, person), places.get(tenant, channel)]);
    if (guild === null || member === null || typeof found === 'string') return null;
    return rightsIn(tenant, guild, found.overwrites, { person: personId(person), roles: member.roles });
  }

  async function mayRead(tenant: TenantId, person: PersonId, channel: ChannelId, thread: ThreadId): Promise<boolean> {
    const rights = await rightsOf(tenant, person, channel);
    if (rights === null || !may(rights, PermissionFlagsBits.ViewChannel)) return false;
    const found = await places.get(tenant, thread);
    if (found === 'hidden') return false;
    const isOpen = found === 'gone' ? await wasOpen(tenant, channel, thread) : found.kind !== 'private-thread';
    if (isOpen || may(rights, PermissionFlagsBits.ManageThreads)) return true;
    if (found === 'gone') return false;
    return await inThreads.get(tenant, `${thread}/thread-members/${person}`);
  }

  /** Of a thread that is gone Discord does not say what it was: in a forum all are open, and an open one of a channel grew from a message of it. */
  async function wasOpen(tenant: TenantId, channel: ChannelId, thread: ThreadId): Promise<boolean> {
    const around = await places.get(tenant, channel);
    if (typeof around === 'string') return false;
    return around.kind === 'forum' || (await roots.get(tenant, `${channel}/messages/${thread}`));
  }

  async function nameOf(tenant: TenantId, id: string, reader: PersonId): Promise<string | null> {
    const role = (await guilds.last(tenant, ''))?.roles.get(id);
    if (role) return role.name;
    const member = await members.last(tenant, id);
    if (member) return member.name;
    const found = await places.last(tenant, id);
    return typeof found !== 'string' && (await isSeenBy(tenant, reader, id, found)) ? found.name : null;
  }

  /** An id can be guessed or copied; Baton sees more than whoever writes it. */
  async function isSeenBy(tenant: TenantId, reader: PersonId, id: string, { kind, parent }: DiscordPlace): Promise<boolean> {
    const isThread = kind === 'thread' || kind === 'private-thread';
    if (isThread) return parent !== null && (await mayRead(tenant, reader, parent, threadId(id)));
    return may((await rightsOf(tenant, reader, channelId(id))) ?? 0n, PermissionFlagsBits.ViewChannel);
  }

  return {
    async standing(tenant, person, channel, said) {
      const member = said ?? (await members.get(tenant, person));
      return await standingIn({ tenant, person, channel, member }, { guild: () => guilds.get(tenant, ''), settings, admins, now: clock.now(), log });
    },
    async sees(tenant, person, channel, thread) {
      try {
        return await mayRead(tenant, person, channel, thread);
      } catch (error) {
        log.warn({ err: error, tenant, channel }, 'it is not known who may read a thread: it is kept from whoever asks');
        return false;
      }
    },
    async names(tenant, ids, reader) {
      const named = await Promise.allSettled([...ids].map(async (id): Promise<[string, string | null]> => [id, await nameOf(tenant, id, reader)]));
      const known = named.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      return new Map(known.flatMap(([id, name]) => (name === null ? [] : [[id, name]])));
    },
    place: (tenant, id) => places.get(tenant, id),
    async lacks(tenant, channel, purpose) {
      const rights = await rightsOf(tenant, await self.get(''), channel);
      return missingOf(rights ?? 0n, purpose);
    },
    async lackedBy({ tenant, person, said }, channel, needed) {
      const rights = said?.permissions ?? (await rightsOf(tenant, person, channel, said));
      return rights === null ? [] : needed.filter((name) => !may(rights, PermissionFlagsBits[name]));
    },
    guild: (tenant) => guilds.get(tenant, ''),
    changed(tenant, what) {
      switch (what.kind) {
        case 'member':
          return members.forget(tenant, what.person);
        case 'self':
          return void self.get('').then((id) => members.forget(tenant, id), onError);
        case 'guild':
          return guilds.forget(tenant, '');
        case 'place':
          return places.forget(tenant, what.place);
        default: {
          const missed: never = what;
          return missed;
        }
      }
    },
    threadLink,
  };
}
