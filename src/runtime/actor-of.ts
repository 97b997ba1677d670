/** Who acts, as the engine wants to know them. */
import type { Actor } from '../engine/decision.ts';
import type { Acting } from '../ports/desk.ts';

export function actorOf({ actor, groups, admin }: Pick<Acting, 'actor' | 'groups' | 'admin'>): Actor {
  return { id: actor, groups, admin };
}
