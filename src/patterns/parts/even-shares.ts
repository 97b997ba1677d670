/** Splits things into shares that are as even in size as one pass can make them: the largest first, each to the smallest share. */

export interface Weighed<T> {
  readonly thing: T;
  /** In any unit; 0 or more. */
  readonly size: number;
}

/**
 * Every thing stands in exactly one share, and no share is larger than the even one plus the largest thing. Within a
 * share the things keep their order. With at least as many things as shares none is empty.
 */
export function evenShares<T>(things: readonly Weighed<T>[], count: number): readonly (readonly T[])[] {
  const shares = Array.from({ length: count }, () => ({ size: 0, positions: [] as number[] }));
  const order = things.map(({ size }, position) => ({ size, position })).toSorted((one, other) => other.size - one.size);
  for (const { size, position } of order) {
    const smallest = shares.reduce((best, share) => (isSmaller(share, best) ? share : best));
    smallest.size += size;
    smallest.positions.push(position);
  }
  const first = ({ positions }: { readonly positions: readonly number[] }): number => Math.min(...positions, things.length);
  return shares
    .toSorted((one, other) => first(one) - first(other))
    .map(({ positions }) => things.filter((_, position) => positions.includes(position)).map(({ thing }) => thing));
}

/** Things without a size count too: of two shares of one size the one with fewer things is smaller. */
function isSmaller(one: { readonly size: number; readonly positions: readonly number[] }, other: typeof one): boolean {
  return one.size === other.size ? one.positions.length < other.positions.length : one.size < other.size;
}
