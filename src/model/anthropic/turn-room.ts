/**
 * How much an attempt's next turn may write. Money was set aside for one turn of all the input and `max_tokens`; a turn
 * of reading sends the input again, so what it costs is taken from what is left to write.
 */
import { WORST_BYTES_PER_TOKEN } from '../../engine/estimate.ts';
import { priceOf, type TokenCounts } from '../../engine/model-table.ts';
import { IMAGE_TOKENS, PDF_BYTES_PER_TOKEN } from '../../engine/request-files.ts';
import type { ModelCall, ModelDocument } from '../../ports/model.ts';

export interface TurnRoom {
  /** `max_tokens` of the next turn; 0 when nothing useful fits any more. */
  readonly maxTokens: number;
  /** False: what is left is needed for the answer. */
  readonly mayRead: boolean;
}

/** Below this share of `max_tokens` a worker answers with what it has read; below the smaller one it cannot. */
const SHARE_FOR_READING = 1 / 2;
const SHARE_FOR_ANSWER = 1 / 10;

/** `last`: what the last turn used; `addedCharacters`: what its tools brought. A model without a price has no limit here. */
export function roomForTurn(call: ModelCall, last: TokenCounts, spentUsd: number, addedCharacters: number): TurnRoom {
  const sent = last.inputTokens + last.cacheWriteTokens + last.cacheReadTokens;
  const nextInput = sent + last.outputTokens + addedCharacters / WORST_BYTES_PER_TOKEN;
  const setAside = priced(call.model, Math.max(setAsideTokens(call), sent), call.maxTokens);
  const next = priced(call.model, nextInput, 0);
  const perToken = priced(call.model, nextInput, 1) - next;
  const room = perToken > 0 ? Math.floor((setAside - spentUsd - next) / perToken) : call.maxTokens;
  if (room < call.maxTokens * SHARE_FOR_ANSWER) return { maxTokens: 0, mayRead: false };
  return { maxTokens: Math.min(room, call.maxTokens), mayRead: room >= call.maxTokens * SHARE_FOR_READING };
}

/** At the price of a cache write, as the reservation is. */
function priced(model: string, input: number, output: number): number {
  return priceOf(model, { inputTokens: 0, cacheWriteTokens: input, cacheReadTokens: 0, outputTokens: output }) ?? 0;
}

/** What the reservation counts for this input, without its allowance for our own words. */
function setAsideTokens(call: ModelCall): number {
  return textTokens(call.prompt) + call.documents.reduce((sum, document) => sum + documentTokens(document), 0);
}

function documentTokens(document: ModelDocument): number {
  switch (document.kind) {
    case 'text':
      return textTokens(document.text);
    case 'pdf':
      return (document.base64.length * 3) / 4 / PDF_BYTES_PER_TOKEN;
    case 'image':
      return IMAGE_TOKENS;
    default: {
      const missed: never = document;
      return missed;
    }
  }
}

function textTokens(text: string): number {
  return Buffer.byteLength(text, 'utf8') / WORST_BYTES_PER_TOKEN;
}
