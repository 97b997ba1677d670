/** Estimates from what like runs cost: half of them cost at most `p50Usd`, nine of ten at most `p90Usd`. */
export interface LikeRuns {
  readonly runs: number;
  readonly p50Usd: number;
  readonly p90Usd: number;
}

/** Fewer say little: then the price table does it. */
const LEAST_LIKE_RUNS = 5;

/** Null: too few. In dollars. */
export function likeRunsOf(costs: readonly number[]): LikeRuns | null {
  if (costs.length < LEAST_LIKE_RUNS) return null;
  const sorted = costs.toSorted((one, other) => one - other);
  return { runs: sorted.length, p50Usd: quantile(sorted, 0.5), p90Usd: quantile(sorted, 0.9) };
}

/** Between the two nearest, in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/** Every call brings its own instructions along: what a request adds below this changes little. */
const LEAST_TOLD_APART = 1_000;

export interface InputRange {
  /** Tokens, inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly below: number;
}

/** The order of magnitude of what came with a request: under 1,000 tokens, under 10,000, and so on. */
export function inputRange(tokens: number): InputRange {
  let below = LEAST_TOLD_APART;
  while (tokens >= below) below *= 10;
  return { from: below === LEAST_TOLD_APART ? 0 : below / 10, below };
}
