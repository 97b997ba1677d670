/** The time that stands in Discord's ids. docs.discord.com/developers/reference#snowflakes */

const EPOCH_MS = 1_420_070_400_000;
const TIME_BITS = 22n;

export function snowflakeTime(id: string): number {
  return Number(BigInt(id) >> TIME_BITS) + EPOCH_MS;
}

/** Smaller than every id that is made from then on. */
export function snowflakeAt(ms: number): string {
  return String(BigInt(Math.max(0, Math.floor(ms) - EPOCH_MS)) << TIME_BITS);
}
