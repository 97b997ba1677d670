/** What a member may do in a guild and in one of its channels: roles, then the channel's overwrites. docs.discord.com/developers/topics/permissions */
import { PermissionFlagsBits as P } from 'discord.js';
import type { PersonId, TenantId } from '../../../src/engine/ids.ts';
import type { GuildFacts } from './guild-facts.ts';

export interface Overwrite {
  /** Of the role or the member. */
  readonly id: string;
  readonly of: 'role' | 'member';
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Member {
  readonly person: PersonId;
  readonly roles: readonly string[];
}

const EVERYTHING = Object.values(P).reduce((sum, bit) => sum | bit, 0n);

export function rightsInGuild(tenant: TenantId, { owner, roles }: GuildFacts, member: Member): bigint {
  if (owner === member.person) return EVERYTHING;
  const all = [tenant, ...member.roles].reduce((sum, role) => sum | (roles.get(role)?.permissions ?? 0n), 0n);
  return (all & P.Administrator) === 0n ? all : EVERYTHING;
}

/** Of a thread: the overwrites of its channel. Nothing, where the channel is not seen. */
export function rightsIn(tenant: TenantId, guild: GuildFacts, overwrites: readonly Overwrite[], member: Member): bigint {
  const base = rightsInGuild(tenant, guild, member);
  if (base === EVERYTHING) return base;
  const everyone = overwrites.filter(({ id }) => id === tenant);
  const theirRoles = overwrites.filter(({ id, of }) => of === 'role' && id !== tenant && member.roles.includes(id));
  const own = overwrites.filter(({ id, of }) => of === 'member' && id === member.person);
  // Within one step what one role allows outweighs what another denies.
  const has = [everyone, theirRoles, own].reduce((had, step) => (had & ~union(step, 'deny')) | union(step, 'allow'), base);
  return may(has, P.ViewChannel) ? has : 0n;
}

export function may(rights: bigint, ...wanted: readonly bigint[]): boolean {
  return wanted.every((bit) => (rights & bit) === bit);
}

/** Whoever runs the guild looks after Baton's settings too. */
export function runsTheGuild(rights: bigint): boolean {
  return may(rights, P.Administrator) || may(rights, P.ManageGuild);
}

function union(step: readonly Overwrite[], which: 'allow' | 'deny'): bigint {
  return step.reduce((sum, one) => sum | one[which], 0n);
}
