/** The stop reasons that are failures. A message without a reason was cut off: the service always gives one. */
import type { Messages } from '@anthropic-ai/sdk/resources/messages';
import type { Failure } from '../../engine/failure.ts';

export function failureOfStop(message: Messages.Message, maxTokens: number): Failure | null {
  const reason = message.stop_reason;
  switch (reason) {
    case 'end_turn':
    case 'stop_sequence':
    case 'tool_use':
    case 'pause_turn':
      return null;
    case 'max_tokens':
      return { kind: 'max-tokens', detail: `The answer was cut off at the model's output limit of ${maxTokens} tokens.` };
    case 'refusal':
      return { kind: 'refusal', detail: refusalDetail(message.stop_details ?? null) };
    case 'model_context_window_exceeded':
      return { kind: 'context-overflow', detail: "The input and the answer together do not fit into the model's context window." };
    case null:
      return { kind: 'connection', detail: 'The stream ended before the answer did.' };
    default: {
      const unknown: never = reason;
      return { kind: 'server-error', detail: `The model stopped for a reason that Baton does not know: ${String(unknown)}.` };
    }
  }
}

function refusalDetail(details: Messages.RefusalStopDetails | null): string {
  const category = details?.category ? ` (${details.category})` : '';
  return `The model declined to answer${category}.${details?.explanation ? ` ${details.explanation}` : ''}`;
}
