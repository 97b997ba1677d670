/** A member of a guild, asked of Discord: where it did not say with the action who they are. */
import { z } from 'zod';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { DiscordReads } from './discord-reads.ts';
import { type MemberSaid, memberSaidOf } from './member-said.ts';

const memberShape = z.looseObject({ user: z.unknown() });

/** Null: not in it. */
export async function lookUpMember(reads: DiscordReads, tenant: TenantId, person: string): Promise<MemberSaid | null> {
  const answer = await reads.get(`/guilds/${tenant}/members/${person}`);
  if (answer.kind !== 'ok') return null;
  return memberSaidOf(memberShape.parse(answer.value).user, answer.value);
}

/** Baton itself. */
export async function lookUpSelf(reads: DiscordReads): Promise<string> {
  const answer = await reads.get('/users/@me');
  return selfShape.parse(answer.kind === 'ok' ? answer.value : null).id;
}

const selfShape = z.object({ id: z.string() });

/** Whether there is something in a channel: somebody in a private thread (`<thread>/thread-members/<person>`), a message (`<channel>/messages/<message>`). */
export async function isThere(reads: DiscordReads, path: string): Promise<boolean> {
  return (await reads.get(`/channels/${path}`)).kind === 'ok';
}
