/**
 * How people and roles are named. Discord shows `<@id>` as the name that everybody knows, and notifies only whom
 * `allowed_mentions` lists, so naming and notifying are two things.
 */
import type { Card } from '../../../src/cards/card.ts';
import type { GroupId, PersonId } from '../../../src/engine/ids.ts';
import { LIMITS } from '../limits.ts';
import type { Token } from './atoms.ts';
import type { Notified } from './discord-message.ts';

export interface Naming {
  /** Null: not somebody of Discord (a name of a settings file, of the page). */
  person(id: PersonId): Token | null;
  group(id: GroupId): Token | null;
}

/** `everyone`: the guild's id, which is also that of the role of all its members; it is never named as a role. */
export function namingIn(everyone: string | null): Naming {
  return {
    person: (id) => (isSnowflake(id) ? { kind: 'token', token: `<@${id}>`, words: `@${id}` } : null),
    group: (id) => (isSnowflake(id) && id !== everyone ? { kind: 'token', token: `<@&${id}>`, words: `@${id}` } : null),
  };
}

/** Whom the card notifies, as far as Discord knows them. */
export function notifiedBy(card: Card, naming: Naming): Notified {
  return {
    users: [...new Set(card.notify)].filter((id) => naming.person(id) !== null).slice(0, LIMITS.mentionedUsers.most),
    roles: [...new Set(card.notifyGroups)].filter((id) => naming.group(id) !== null).slice(0, LIMITS.mentionedRoles.most),
  };
}

/** Anything else between `<@` and `>` would be somebody's text. */
function isSnowflake(id: string): boolean {
  return /^[1-9]\d{14,19}$/u.test(id);
}
