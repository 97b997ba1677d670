/** The SDK against a model service that is not ours: aimock over HTTP, with its faults and delays. */
import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSchema } from '../../../src/engine/answers.ts';
import type { Toolbox } from '../../../src/ports/tools.ts';
import { modelCall, never } from '../../fakes/model-calls.ts';
import { wire } from './messages.ts';

let mock: LLMock;
beforeEach(async () => {
  mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent', strict: true });
  await mock.start();
});
afterEach(() => mock.stop());

const LONG = `<result>${'A finding, with its source. '.repeat(200)}</result>`;

test('a long answer arrives in many pieces and is whole', async () => {
  mock.onMessage('Write the plan', { content: LONG, usage: { input_tokens: 321, output_tokens: 1234 } }, { chunkSize: 7 });
  const outcome = await wire(mock.url).model.write({ ...modelCall(), resultTag: true }, never);
  expect(outcome).toMatchObject({ kind: 'ok', usage: { inputTokens: 321, outputTokens: 1234 } });
  expect(outcome.kind === 'ok' && outcome.value.length).toBe(LONG.length - '<result></result> '.length);
});

test('a form', async () => {
  mock.onMessage('Check it', { content: JSON.stringify({ passed: false, reason: 'half done', advice: 'finish it' }) });
  const outcome = await wire(mock.url).model.fill({ ...modelCall({ prompt: 'Check it' }), schema: checkSchema, schemaName: 'check' }, never);
  expect(outcome).toMatchObject({ kind: 'ok', value: { passed: false, advice: 'finish it' } });
});

test('a form cut off at the output limit is max-tokens, not malformed', async () => {
  mock.onMessage('Check it', { content: '{"passed": tr', finishReason: 'length' });
  const outcome = await wire(mock.url).model.fill({ ...modelCall({ prompt: 'Check it' }), schema: checkSchema, schemaName: 'check' }, never);
  expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'max-tokens' } });
});

test('a tool is used, and its result read', async () => {
  mock.on({ hasToolResult: true, toolResultContains: 'content of a.md' }, { content: '<result>It says: content</result>' });
  mock.on({ hasToolResult: false }, { toolCalls: [{ name: 'read_input', arguments: '{"name":"a.md"}' }] });
  const tools: Toolbox = {
    tools: [
      {
        name: 'read_input',
        tier: 'T1-read',
        description: 'Reads',
        inputSchema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
      },
    ],
    run: (_name, input) => Promise.resolve({ kind: 'ok', text: `content of ${(input as { name: string }).name}` }),
  };
  const outcome = await wire(mock.url).model.write({ ...modelCall({ tools }), resultTag: true }, never);
  expect(outcome).toMatchObject({ kind: 'ok', value: 'It says: content' });
});

test.each([
  [429, 'rate_limit_error', 'rate-limited', 3],
  [529, 'overloaded_error', 'overloaded', 3],
  [500, 'api_error', 'server-error', 1],
])('%i until it gives up', async (status, type, kind, tries) => {
  mock.on({}, { error: { type, message: 'not now' }, status, retryAfter: 1 });
  const outcome = await wire(mock.url).model.write({ ...modelCall(), resultTag: true }, never);
  expect(outcome).toMatchObject({ kind: 'failed', failure: { kind }, usage: tries === 1 ? null : { costUsd: 0 } });
  expect(mock.getRequests()).toHaveLength(tries);
});

test('one 429, and then the answer, after the wait that was asked for', async () => {
  mock.on({ sequenceIndex: 0 }, { error: { type: 'rate_limit_error', message: 'not now' }, status: 429, retryAfter: 1 });
  mock.on({}, { content: '<result>now</result>' });
  const started = performance.now();
  const outcome = await wire(mock.url).model.write({ ...modelCall(), resultTag: true }, never);
  expect(outcome).toMatchObject({ kind: 'ok', value: 'now' });
  expect(performance.now() - started).toBeGreaterThan(950);
});

test('a service that is slower than the call may be', async () => {
  mock.on({}, { content: LONG }, { streamingProfile: { ttft: 60_000 } });
  const outcome = await wire(mock.url).model.write({ ...modelCall({ timeoutMs: 300 }), resultTag: true }, never);
  expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'timeout' } });
});

test('a stream that the service tears in the middle', async () => {
  mock.on({}, { content: LONG }, { chunkSize: 20, truncateAfterChunks: 5 });
  const outcome = await wire(mock.url).model.write({ ...modelCall(), resultTag: true }, never);
  expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'connection' } });
});

test('a key that the service does not know', async () => {
  mock.on({}, { error: { type: 'authentication_error', message: 'invalid x-api-key' }, status: 401 });
  const outcome = await wire(mock.url).model.write({ ...modelCall(), resultTag: true }, never);
  expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'authentication' } });
  expect(mock.getRequests()).toHaveLength(1);
});
