/**
 * Which model does which kind of call, how deep it thinks and how long it may answer; and what tokens cost.
 * Prices are data with a date: Anthropic's published prices as read in November 2026.
 */
import type { CallRole } from './call.ts';

export interface ModelPrice {
  /** Dollars per million tokens. */
  readonly input: number;
  readonly output: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
  /** Prompts over `threshold` tokens are charged at these prices. */
  readonly long: { readonly threshold: number; readonly input: number; readonly output: number } | null;
  readonly contextTokens: number;
}

export const MODEL_PRICES = {
  'claude-haiku-5-5': {
    input: 0.1,
    output: 0.5,
    cacheWrite: 0.125,
    cacheRead: 0.01,
    long: { threshold: 100_000, input: 0.5, output: 2.5 },
    contextTokens: 1_000_000,
  },
  'claude-sonnet-5-5': { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2, long: null, contextTokens: 1_000_000 },
  'claude-opus-5-5': { input: 4, output: 20, cacheWrite: 5, cacheRead: 0.4, long: null, contextTokens: 1_000_000 },
} as const satisfies Record<string, ModelPrice>;

export type ModelName = keyof typeof MODEL_PRICES;

export const MODEL_NAMES: readonly ModelName[] = Object.keys(MODEL_PRICES).filter(isModelName);

export function isModelName(text: string): text is ModelName {
  return Object.hasOwn(MODEL_PRICES, text);
}

export interface RoleModel {
  readonly model: ModelName;
  /** Thinking counts towards it: room is left. */
  readonly maxTokens: number;
  readonly effort: 'low' | 'medium' | 'high' | 'xhigh' | 'max';
  /** A usual answer, in tokens with thinking; estimates use it. */
  readonly usualOutput: number;
}

export const ROLE_MODELS: Readonly<Record<CallRole, RoleModel>> = {
  assessment: { model: 'claude-haiku-5-5', maxTokens: 4_000, effort: 'low', usualOutput: 500 },
  inline: { model: 'claude-sonnet-5-5', maxTokens: 8_000, effort: 'medium', usualOutput: 900 },
  planning: { model: 'claude-sonnet-5-5', maxTokens: 16_000, effort: 'high', usualOutput: 2_500 },
  explore: { model: 'claude-haiku-5-5', maxTokens: 12_000, effort: 'medium', usualOutput: 2_500 },
  general: { model: 'claude-sonnet-5-5', maxTokens: 24_000, effort: 'high', usualOutput: 5_000 },
  plan: { model: 'claude-opus-5-5', maxTokens: 32_000, effort: 'high', usualOutput: 6_000 },
  panel: { model: 'claude-opus-5-5', maxTokens: 16_000, effort: 'high', usualOutput: 3_000 },
  // It decides what is done next, on a whole result: as able as whoever plans.
  review: { model: 'claude-sonnet-5-5', maxTokens: 12_000, effort: 'medium', usualOutput: 1_200 },
  handoff: { model: 'claude-haiku-5-5', maxTokens: 4_000, effort: 'low', usualOutput: 600 },
  check: { model: 'claude-haiku-5-5', maxTokens: 4_000, effort: 'medium', usualOutput: 500 },
  synthesis: { model: 'claude-opus-5-5', maxTokens: 24_000, effort: 'medium', usualOutput: 4_000 },
};

export interface TokenCounts {
  readonly inputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  readonly outputTokens: number;
}

/** Dollars at table prices; null for a model that the table does not have. */
export function priceOf(model: string, tokens: TokenCounts): number | null {
  const prices: Readonly<Record<string, ModelPrice>> = MODEL_PRICES;
  const price = prices[model];
  if (!price) return null;
  const prompt = tokens.inputTokens + tokens.cacheWriteTokens + tokens.cacheReadTokens;
  const long = price.long !== null && prompt > price.long.threshold ? price.long : null;
  const inputRate = long?.input ?? price.input;
  const outputRate = long?.output ?? price.output;
  // Cache prices are multiples of the input price (1.25x to write, 0.1x to read).
  const writeRate = (price.cacheWrite / price.input) * inputRate;
  const readRate = (price.cacheRead / price.input) * inputRate;
  return (
    (tokens.inputTokens * inputRate + tokens.cacheWriteTokens * writeRate + tokens.cacheReadTokens * readRate + tokens.outputTokens * outputRate) / 1_000_000
  );
}
