/** Slows guessing: after a few wrong passwords for a name or from an address, each further one must wait longer. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Forgets the oldest beyond this, so that made-up names cannot fill the memory. */
const REMEMBERED = 5_000;

export interface LoginThrottle {
  /** Milliseconds until the next try may be made; 0 for now. */
  waitFor(keys: readonly string[], now: number): number;
  failed(keys: readonly string[], now: number): void;
  succeeded(keys: readonly string[]): void;
}

export function createLoginThrottle(): LoginThrottle {
  const failures = new Map<string, { count: number; until: number }>();
  return {
    waitFor: (keys, now) => Math.max(0, ...keys.map((key) => (failures.get(key)?.until ?? 0) - now)),
    failed(keys, now) {
      for (const key of keys) {
        const count = (failures.get(key)?.count ?? 0) + 1;
        const wait = count < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS);
        failures.delete(key);
        failures.set(key, { count, until: now + wait });
      }
      for (const oldest of failures.keys()) {
        if (failures.size <= REMEMBERED) break;
        failures.delete(oldest);
      }
    },
    succeeded(keys) {
      for (const key of keys) failures.delete(key);
    },
  };
}
