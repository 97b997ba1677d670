/** Usage at table prices. A model that the table does not know is charged as the most expensive one that it does. */
import type { Usage } from '../engine/call.ts';
import { MODEL_PRICES, priceOf, type TokenCounts } from '../engine/model-table.ts';

export function usageAtTablePrices(model: string, tokens: TokenCounts, charging: 'charged' | 'free'): Usage & { readonly priceKnown: boolean } {
  const known = priceOf(model, tokens);
  const costUsd = known ?? dearestPrice(tokens);
  return { model, ...tokens, costUsd, chargedUsd: charging === 'charged' ? costUsd : 0, priceKnown: known !== null };
}

/** Several turns of one attempt, as one. Each turn keeps the price of its own prompt length. */
export function addUsage(first: Usage | null, second: Usage): Usage {
  if (!first) return second;
  return {
    model: second.model,
    inputTokens: first.inputTokens + second.inputTokens,
    cacheWriteTokens: first.cacheWriteTokens + second.cacheWriteTokens,
    cacheReadTokens: first.cacheReadTokens + second.cacheReadTokens,
    outputTokens: first.outputTokens + second.outputTokens,
    costUsd: first.costUsd + second.costUsd,
    chargedUsd: first.chargedUsd + second.chargedUsd,
  };
}

function dearestPrice(tokens: TokenCounts): number {
  return Math.max(...Object.keys(MODEL_PRICES).map((name) => priceOf(name, tokens) ?? 0));
}
