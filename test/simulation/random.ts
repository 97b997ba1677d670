/** Seeded randomness: the same seed gives the same schedule, on every machine. */
export interface Random {
  /** 0 (inclusive) to 1 (exclusive). */
  unit(): number;
  /** `low` to `high`, both inclusive. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** Null when the list is empty. */
  maybe<T>(list: readonly T[]): T | null;
  /** A key, as often as its weight says among all weights; weights of 0 never. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K | null;
  shuffled<T>(list: readonly T[]): T[];
}

/** mulberry32: 32 bits of state are plenty for schedules, and it fits in five lines. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
  const maybe = <T>(list: readonly T[]): T | null => (list.length === 0 ? null : (list[int(0, list.length - 1)] ?? null));
  return {
    unit,
    int,
    maybe,
    chance: (probability) => unit() < probability,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
    weighted: (weights) => {
      const entries = Object.entries<number>(weights);
      let left = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key as keyof typeof weights;
      }
      return null;
    },
    shuffled: (list) => {
      const rest = [...list];
      return list.flatMap(() => rest.splice(int(0, rest.length - 1), 1));
    },
  };
}
