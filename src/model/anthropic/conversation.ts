/**
 * One attempt as a conversation: turns until the model ends, with tools run in between and usage summed. States are the
 * stop reasons of the last turn: ended, tool use, paused, or one of the failures.
 */
import type Anthropic from '@anthropic-ai/sdk';
import type { Messages } from '@anthropic-ai/sdk/resources/messages';
import type { Logger } from 'pino';
import type { Usage } from '../../engine/call.ts';
import type { Failure } from '../../engine/failure.ts';
import type { ModelCall, ModelOutcome } from '../../ports/model.ts';
import type { Toolbox } from '../../ports/tools.ts';
import { addUsage, usageAtTablePrices } from '../table-usage.ts';
import { startDeadline } from './deadline.ts';
import { type Secrets, tidyDetail } from './detail.ts';
import { failureOf } from './failure-of.ts';
import { takePatientTurn } from './patient-turn.ts';
import type { Request } from './request.ts';
import { failureOfStop } from './stop.ts';
import { NO_TOKENS } from './turn.ts';
import { roomForTurn } from './turn-room.ts';
import { runTool } from './usable-tools.ts';

export interface Conversation {
  readonly client: Anthropic;
  readonly call: ModelCall;
  readonly request: Request;
  readonly log: Pick<Logger, 'warn'>;
  readonly secrets: Secrets;
}

export type Ended = { readonly kind: 'answered'; readonly text: string; readonly usage: Usage } | Exclude<ModelOutcome<never>, { kind: 'ok' }>;

/** A worker that still reads after this many turns is not going to answer. */
const MAX_TURNS = 20;

const READ_TOO_MUCH = 'Reading with tools used up what was set aside for the answer. Answer from the message itself, and read only what it lacks.';

export async function converse(conversation: Conversation, signal: AbortSignal): Promise<Ended> {
  const { call, request } = conversation;
  const deadline = startDeadline(call.timeoutMs, signal);
  const limits = { timeoutMs: call.timeoutMs, signal: deadline.signal };
  const messages = [...request.messages];
  let usage: Usage | null = null;
  // Text before a pause belongs to the answer; text before a tool call is thinking aloud.
  let kept = '';
  let maxTokens = call.maxTokens;
  try {
    for (let turn = 1; turn <= MAX_TURNS; turn += 1) {
      // No request is open: what was used is known, and may be nothing.
      if (deadline.signal.aborted) return stopped(deadline.ended(), call, usage ?? priced(conversation, NO_TOKENS));
      const taken = await takePatientTurn(conversation.client, { ...request, messages, max_tokens: maxTokens }, limits, call.onFirstToken);
      if (taken.kind === 'broken') {
        const atMost: Usage | null = taken.atMost && addUsage(usage, priced(conversation, taken.atMost));
        const cause = deadline.ended();
        if (cause === null) return { kind: 'failed', failure: tidy(failureOf(taken.error), conversation), usage: atMost };
        return stopped(cause, call, atMost);
      }
      const { message } = taken;
      usage = addUsage(usage, priced(conversation, taken.tokens));
      const failure = failureOfStop(message, maxTokens);
      if (failure) return { kind: 'failed', failure: tidy(failure, conversation), usage };
      if (message.stop_reason === 'pause_turn') {
        kept += textOf(message);
        messages.push({ role: 'assistant', content: message.content });
      } else if (message.stop_reason === 'tool_use') {
        kept = '';
        const mayRead = roomForTurn(call, taken.tokens, usage?.costUsd ?? 0, 0).mayRead;
        const results = mayRead ? await toolResults(message, call.tools, deadline.signal) : noMoreReading(message);
        messages.push({ role: 'assistant', content: message.content }, { role: 'user', content: results });
      } else {
        return { kind: 'answered', text: kept + textOf(message), usage: usage ?? priced(conversation, taken.tokens) };
      }
      maxTokens = roomForTurn(call, taken.tokens, usage?.costUsd ?? 0, addedCharacters(messages.at(-1))).maxTokens;
      if (maxTokens === 0) return { kind: 'failed', failure: { kind: 'max-tokens', detail: READ_TOO_MUCH }, usage };
    }
    const detail = `No answer after ${MAX_TURNS} turns of reading with tools. Read less, and answer with what there is.`;
    return { kind: 'failed', failure: { kind: 'malformed-output', detail }, usage };
  } catch (error) {
    // A tool may answer an abort by throwing; anything else that is thrown is a bug.
    const cause = deadline.ended();
    if (cause === null) throw error;
    return stopped(cause, call, usage);
  } finally {
    deadline.clear();
  }
}

/** `usage`: what was used at most. */
function stopped(cause: 'aborted' | 'timeout' | null, call: ModelCall, usage: Usage | null): Ended {
  if (cause === 'timeout') return { kind: 'failed', failure: { kind: 'timeout', detail: `No answer within ${Math.round(call.timeoutMs / 1000)} s.` }, usage };
  return { kind: 'aborted', usage };
}

function tidy(failure: Failure, { secrets }: Conversation): Failure {
  return { ...failure, detail: tidyDetail(failure.detail, secrets) };
}

function priced({ call, log }: Conversation, tokens: Parameters<typeof usageAtTablePrices>[1]): Usage {
  const { priceKnown, ...usage } = usageAtTablePrices(call.model, tokens, 'charged');
  if (!priceKnown) log.warn({ model: call.model }, 'model has no price in the table: booked at the highest one');
  return usage;
}

function textOf(message: Messages.Message): string {
  return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

/** An answer to every use, as the service wants it. */
function noMoreReading(message: Messages.Message): Messages.ToolResultBlockParam[] {
  const content = 'There is no room left for reading. Answer now with what there is.';
  const uses = message.content.filter((block) => block.type === 'tool_use');
  return uses.map((use) => ({ type: 'tool_result', tool_use_id: use.id, content, is_error: true }));
}

function addedCharacters(last: Messages.MessageParam | undefined): number {
  return last?.role === 'user' ? JSON.stringify(last.content).length : 0;
}

/** All of a turn's tools at once: they only read, or write in places of their own. */
async function toolResults(message: Messages.Message, toolbox: Toolbox | null, signal: AbortSignal): Promise<Messages.ToolResultBlockParam[]> {
  const uses = message.content.filter((block) => block.type === 'tool_use');
  return Promise.all(
    uses.map(async (use) => {
      const outcome = await runTool(toolbox, use.name, use.input, signal);
      return outcome.kind === 'ok'
        ? { type: 'tool_result' as const, tool_use_id: use.id, content: outcome.text }
        : { type: 'tool_result' as const, tool_use_id: use.id, content: outcome.reason, is_error: true };
    }),
  );
}
