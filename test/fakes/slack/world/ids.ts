/** Ids and timestamps as Slack makes them: an upper-case letter and digits, and `seconds.micros` that only grow. */
export interface Ids {
  of(prefix: string): string;
  /** A message's or event's timestamp; unique. */
  ts(): string;
}

export function createIds(now: () => number): Ids {
  let count = 0;
  let last = 0;
  return {
    of: (prefix) => `${prefix}${(++count).toString(36).toUpperCase().padStart(10, '0')}`,
    ts() {
      last = Math.max(last + 1, Math.floor(now()) * 1000);
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
    },
  };
}
