/** Errors over real HTTP, as named failures; retries are the SDK's own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answers, breaksAfter, breaksOff, hangsAfter, type MessagesServer, refuses, startMessagesServer, text } from '../../fakes/messages-server.ts';
import { modelCall, never } from '../../fakes/model-calls.ts';
import { API_KEY, wire } from './messages.ts';

let server: MessagesServer;
beforeEach(async () => {
  server = await startMessagesServer();
});
afterEach(() => server.close());

/** Seconds, as the header has them; short, so that the SDK's waiting does not slow the suite. */
const SOON = { 'retry-after': '0.02' };
const GOOD = answers({ blocks: [text('<result>at last</result>')], stop: 'end_turn' });

async function written(timeoutMs = 20_000) {
  return wire(server.url).model.write({ ...modelCall({ timeoutMs }), resultTag: true }, never);
}

describe('retried by the SDK', () => {
  test.each([
    [429, 'rate_limit_error', 'rate-limited'],
    [529, 'overloaded_error', 'overloaded'],
    [500, 'api_error', 'server-error'],
    [503, 'api_error', 'server-error'],
  ])('%i twice and then an answer', async (status, type) => {
    server.expect(refuses(status, type, 'busy', SOON), refuses(status, type, 'busy', SOON), GOOD);
    expect(await written()).toMatchObject({ kind: 'ok', value: 'at last' });
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    [429, 'rate_limit_error', 'rate-limited'],
    [529, 'overloaded_error', 'overloaded'],
    [500, 'api_error', 'server-error'],
    [409, 'api_error', 'server-error'],
    [408, 'timeout_error', 'timeout'],
  ])('%i three times', async (status, type, kind) => {
    const busy = refuses(status, type, 'busy today', SOON);
    server.expect(busy, busy, busy);
    expect(await written()).toEqual({ kind: 'failed', failure: { kind, detail: `${status}: busy today` }, usage: null });
    expect(server.requests).toHaveLength(3);
  });

  test('a connection that is torn before it answers is tried again', async () => {
    server.expect((response) => void response.destroy(), GOOD);
    expect(await written()).toMatchObject({ kind: 'ok', value: 'at last' });
  });

  test('an address where nobody listens', async () => {
    const gone = await startMessagesServer();
    await gone.close();
    const { model } = wire(gone.url);
    const outcome = await model.write({ ...modelCall(), resultTag: true }, never);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'connection', detail: expect.stringContaining('ECONNREFUSED') }, usage: null });
  });

  test('a wait that is longer than the call may take ends as a timeout', async () => {
    server.expect(refuses(429, 'rate_limit_error', 'busy', { 'retry-after': '3600' }));
    expect(await written(300)).toMatchObject({ kind: 'failed', failure: { kind: 'timeout' } });
  });
});

describe('not retried', () => {
  test.each([
    [400, 'invalid_request_error', 'messages: at least one', 'invalid-request'],
    [400, 'invalid_request_error', 'prompt is too long: 1200000 tokens > 1000000 maximum', 'context-overflow'],
    [401, 'authentication_error', 'invalid x-api-key', 'authentication'],
    [403, 'permission_error', 'not for you', 'authentication'],
    [404, 'not_found_error', 'no such model', 'invalid-request'],
    [413, 'request_too_large', 'too large', 'invalid-request'],
    [402, 'billing_error', 'no credit', 'invalid-request'],
  ])('%i %s: %s', async (status, type, message, kind) => {
    server.expect(refuses(status, type, message));
    expect(await written()).toEqual({ kind: 'failed', failure: { kind, detail: `${status}: ${message}` }, usage: null });
    expect(server.requests).toHaveLength(1);
  });
});

describe('after the stream began', () => {
  const half = { blocks: [text('<result>half')], stop: 'end_turn', usage: { input_tokens: 900 } };

  test.each(['ends', 'tears'] as const)('a stream that %s early is a connection failure, with what is known of its use', async (how) => {
    server.expect(breaksAfter(3, half, how));
    // What it wrote is counted by its length: the service says how much it was with the last event only.
    expect(await written()).toMatchObject({ kind: 'failed', failure: { kind: 'connection' }, usage: { inputTokens: 900, outputTokens: 6 } });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['overloaded_error', 'overloaded'],
    ['rate_limit_error', 'rate-limited'],
    ['api_error', 'server-error'],
    ['invalid_request_error', 'invalid-request'],
    ['timeout_error', 'timeout'],
  ])('an error event of type %s', async (type, kind) => {
    server.expect(breaksOff(type, 'sorry'));
    expect(await written()).toMatchObject({ kind: 'failed', failure: { kind, detail: expect.stringContaining('sorry') }, usage: { inputTokens: 11 } });
  });

  test('an abort before the service began to answer leaves the cost unknown', async () => {
    server.expect(answers({ ...half, stop: 'pause_turn' }), hangsAfter(0, half));
    const controller = new AbortController();
    const { model } = wire(server.url);
    const outcome = model.write({ ...modelCall(), resultTag: true }, controller.signal);
    await server.received(2);
    controller.abort();
    expect(await outcome).toEqual({ kind: 'aborted', usage: null });
  });

  const thinking = { ...half, blocks: [{ type: 'thinking', thinking: '' } as const, ...half.blocks] };
  test.each([
    // Six tokens were heard, and two seconds more may be under way.
    ['while it is heard', half, 206],
    ['after thoughts, which are billed and not sent', thinking, 8_000],
  ])('an abort of an answer that had begun tells what it cost at most, %s', async (_, answer, outputTokens) => {
    server.expect(hangsAfter(3, answer));
    const controller = new AbortController();
    const { model } = wire(server.url);
    const begun = Promise.withResolvers<void>();
    const outcome = model.write({ ...modelCall({ maxTokens: 8_000, onFirstToken: begun.resolve }), resultTag: true }, controller.signal);
    await begun.promise;
    // The delta follows the start of its block in one packet, as a rule: both bounds hold either way.
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    const ended = await outcome;
    expect(ended).toMatchObject({ kind: 'aborted', usage: { inputTokens: 900, model: 'claude-sonnet-5-5' } });
    expect(ended.kind === 'aborted' ? ended.usage?.outputTokens : null).toBeLessThanOrEqual(outputTokens);
    expect(ended.kind === 'aborted' ? ended.usage?.outputTokens : null).toBeGreaterThanOrEqual(outputTokens === 206 ? 201 : outputTokens);
  });

  test('an abort before anything was asked costs nothing', async () => {
    const { model } = wire(server.url);
    expect(await model.write({ ...modelCall(), resultTag: true }, AbortSignal.abort())).toMatchObject({
      kind: 'aborted',
      usage: { costUsd: 0, inputTokens: 0 },
    });
  });

  test('a timeout keeps what is known of its use', async () => {
    server.expect(hangsAfter(3, half));
    expect(await written(2_000)).toMatchObject({ kind: 'failed', failure: { kind: 'timeout' }, usage: { inputTokens: 900 } });
  });

  test('a page of HTML instead of a stream', async () => {
    server.expect((response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>proxy login</html>'));
    expect(await written()).toMatchObject({ kind: 'failed', failure: { kind: 'connection' }, usage: null });
  });
});

test('the key is in no failure and in no log, even when the other side echoes it', async () => {
  server.expect(refuses(401, 'authentication_error', `the key ${API_KEY} is wrong`));
  const { model, logged } = wire(server.url);
  const outcome = await model.write({ ...modelCall({ prompt: 'a private prompt' }), resultTag: true }, never);
  expect(outcome).toMatchObject({ failure: { kind: 'authentication', detail: '401: the key [secret] is wrong' } });
  expect(logged()).not.toContain(API_KEY);
  expect(logged()).not.toContain('a private prompt');
  expect(logged()).toContain('authentication');
});
