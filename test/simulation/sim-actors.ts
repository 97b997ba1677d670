/** The people of a simulated channel. Groups are as they are at the moment of the click: members come and go. */
import type { Actor } from '../../src/engine/decision.ts';
import { type GroupId, groupId, type PersonId, personId } from '../../src/engine/ids.ts';
import type { Random } from './random.ts';

export const REQUESTER = personId('ann');
export const APPROVER = personId('bea');
export const BOSS = personId('carl');
const LEAD = personId('dora');
const STRANGER = personId('zoe');
export const EVERYONE: readonly PersonId[] = [REQUESTER, APPROVER, BOSS, LEAD, STRANGER];
export const LEADS: GroupId = groupId('leads');

export function anyone(random: Random): Actor {
  const id = random.pick([REQUESTER, REQUESTER, REQUESTER, APPROVER, APPROVER, BOSS, LEAD, STRANGER]);
  return actorOf(random, id);
}

/** Nobody is a member by birth: DORA mostly is, ZOE seldom. An admin's word is no answer by itself. */
export function actorOf(random: Random, id: PersonId): Actor {
  const member = random.chance(id === LEAD ? 0.9 : 0.1);
  return { id, groups: member ? [LEADS, groupId('others')] : [groupId('others')], admin: random.chance(0.3) };
}
