/** A trigger opens modals on somebody's behalf: its fingerprint is enough to know it again. */
import { createHash } from 'node:crypto';

export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 40);
}
