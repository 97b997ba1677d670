/** Fingerprint of a card: equal cards have equal ones, so that what is already shown is not sent again. */
import { createHash } from 'node:crypto';
import type { Card } from '../cards/card.ts';

export function fingerprint(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url').slice(0, 22);
}
