/**
 * Claude through the official SDK: always streamed, tried again only where nothing was billed, limited by the call's own timeout.
 * Every way in which an answer can fail to come becomes a named failure, with what it cost so far.
 */
import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import type { Logger } from 'pino';
import type { Model, ModelCall, ModelOutcome } from '../ports/model.ts';
import { type Read, readFilled, readResult } from './answer-reading.ts';
import { converse } from './anthropic/conversation.ts';
import { type Secrets, tidyDetail } from './anthropic/detail.ts';
import { type OutputFormat, requestFor } from './anthropic/request.ts';

export interface AnthropicOptions {
  readonly apiKey: string;
  /** Null: the service's own address. */
  readonly baseUrl: string | null;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

export function createAnthropicModel({ apiKey, baseUrl, log }: AnthropicOptions): Model {
  // It would also repeat requests that may have been billed: what is tried again is ours to say (patient-turn.ts). The SDK would log request bodies at its debug level, and would trace by environment variables: both are off.
  const client = new Anthropic({ apiKey, baseURL: baseUrl, maxRetries: 0, logLevel: 'off', openTelemetry: false });
  const secrets: Secrets = [apiKey];

  async function ask<T>(call: ModelCall, format: OutputFormat | null, read: (text: string) => Read<T>, signal: AbortSignal): Promise<ModelOutcome<T>> {
    const ended = await converse({ client, call, request: requestFor(call, format), log, secrets }, signal);
    if (ended.kind === 'failed') {
      log.info({ attempt: call.attempt, model: call.model, failure: ended.failure.kind }, 'model call failed');
      return ended;
    }
    if (ended.kind === 'aborted') return ended;
    const answer = read(ended.text);
    if (answer.kind === 'read') return { kind: 'ok', value: answer.value, usage: ended.usage };
    log.info({ attempt: call.attempt, model: call.model, failure: 'malformed-output' }, 'model call failed');
    return { kind: 'failed', failure: { kind: 'malformed-output', detail: tidyDetail(answer.detail, secrets) }, usage: ended.usage };
  }

  return {
    kind: 'real',
    write: (call, signal) => ask(call, null, call.resultTag ? readResult : readWhole, signal),
    fill: (call, signal) => {
      const { type, schema } = zodOutputFormat(call.schema);
      return ask(call, { type, schema }, (text) => readFilled(text, call.schema), signal);
    },
  };
}

function readWhole(text: string): Read<string> {
  const answer = text.trim();
  return answer === '' ? { kind: 'unreadable', detail: 'The answer is empty.' } : { kind: 'read', value: answer };
}
