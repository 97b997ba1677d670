/** Fingerprint of what a card shows: equal ones need not be sent again. */
import { createHash } from 'node:crypto';

export function fingerprint(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
}
