/** Snowflakes as Discord makes them: the time and a counter; later ones are greater. docs.discord.com/developers/reference#snowflakes */
const EPOCH = 1_420_070_400_000;

export interface Ids {
  snowflake(): string;
  /** Not a number: tokens, sessions. */
  secret(prefix: string): string;
}

export function createIds(now: () => number): Ids {
  let last = 0n;
  let count = 0;
  return {
    snowflake() {
      const fresh = BigInt(Math.floor(now()) - EPOCH) << 22n;
      last = fresh > last ? fresh : last + 1n;
      return String(last);
    },
    secret: (prefix) => `${prefix}${(++count).toString(36).padStart(6, '0')}${'x'.repeat(24)}`,
  };
}
