/** One streamed request. What it used is known as far as the stream got, also when it breaks. */
import type Anthropic from '@anthropic-ai/sdk';
import type { Messages } from '@anthropic-ai/sdk/resources/messages';
import type { TokenCounts } from '../../engine/model-table.ts';
import type { Request } from './request.ts';
import { isUnbilled } from './unbilled.ts';

/** `atMost`: what a turn without an end has used at most, for the service may have written on; null where it never began to answer, and nobody can tell. */
export type Turn =
  | { readonly kind: 'whole'; readonly message: Messages.Message; readonly tokens: TokenCounts }
  | { readonly kind: 'broken'; readonly error: unknown; readonly atMost: TokenCounts | null };

export interface TurnLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** `onFirstToken` is called when the first block of the answer opens, be it thought or text. */
export async function takeTurn(client: Anthropic, request: Request, { timeoutMs, signal }: TurnLimits, onFirstToken: () => void): Promise<Turn> {
  // `timeout` is the SDK's limit for one try to begin; the whole attempt is limited by the signal.
  const stream = client.messages.stream(request, { signal, timeout: timeoutMs });
  // Kept event by event: a stream that ends too early takes its unfinished message with it.
  let tokens: TokenCounts | null = null;
  let written = 0;
  let speaks = false;
  let thinks = false;
  stream.on('streamEvent', (event, begun) => {
    if (event.type === 'content_block_start') {
      const { type } = event.content_block;
      if (event.index === 0) onFirstToken();
      speaks ||= type === 'text' || type === 'tool_use';
      thinks ||= !(type === 'text' || type === 'tool_use');
    }
    if (event.type === 'content_block_delta') written += lengthOf(event.delta);
    const counted = tokensOf(begun.usage);
    // The service counts the output with the last event only; a stream that breaks before it has still to be paid for.
    tokens = { ...counted, outputTokens: Math.max(counted.outputTokens, Math.ceil(written / CHARACTERS_PER_TOKEN)) };
  });
  try {
    const message = await stream.finalMessage();
    // A message without a reason to stop was cut off before its count came.
    const counted = message.stop_reason === null ? boundOf(tokens, speaks && !thinks, request.max_tokens) : null;
    return { kind: 'whole', message, tokens: counted ?? tokensOf(message.usage) };
  } catch (error) {
    return { kind: 'broken', error, atMost: isUnbilled(error) ? NO_TOKENS : boundOf(tokens, speaks && !thinks, request.max_tokens) };
  }
}

export const NO_TOKENS: TokenCounts = { inputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 0 };

/** Thoughts are billed and not sent, or sent in short: of an answer with any, and of one that has not begun, only the limit is certain. */
function boundOf(tokens: TokenCounts | null, isHeard: boolean, maxTokens: number): TokenCounts | null {
  return tokens && { ...tokens, outputTokens: isHeard ? Math.min(maxTokens, tokens.outputTokens + UNDER_WAY_TOKENS) : maxTokens };
}

/** Two seconds at about a hundred tokens a second, before the service notices that nobody listens. */
const UNDER_WAY_TOKENS = 200;

/** As dense as text gets that is not English prose: a guess that is rather too high. */
const CHARACTERS_PER_TOKEN = 2;

function lengthOf(delta: Messages.RawContentBlockDelta): number {
  switch (delta.type) {
    case 'text_delta':
      return delta.text.length;
    case 'thinking_delta':
      return delta.thinking.length;
    case 'input_json_delta':
      return delta.partial_json.length;
    default:
      return 0;
  }
}

function tokensOf(usage: Messages.Usage): TokenCounts {
  return {
    inputTokens: usage.input_tokens,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    outputTokens: usage.output_tokens,
  };
}
