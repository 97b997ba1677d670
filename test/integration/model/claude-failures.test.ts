/** Errors over real HTTP, as named failures, with what each cost at most; tried again only where nothing was billed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answers, breaksAfter, breaksOff, hangsAfter, type MessagesServer, refuses, startMessagesServer, text } from '../../fakes/messages-server.ts';
import { modelCall, never } from '../../fakes/model-calls.ts';
import { API_KEY, wire } from './messages.ts';

let server: MessagesServer;
beforeEach(async () => {
  server = await startMessagesServer();
});
afterEach(() => server.close());

/** Seconds, as the header has them; short, so that waiting does not slow the suite. */
const SOON = { 'retry-after': '0.02' };
const GOOD = answers({ blocks: [text('<result>at last</result>')], stop: 'end_turn' });

async function written(timeoutMs = 20_000) {
  return wire(server.url).model.write({ ...modelCall({ timeoutMs }), resultTag: true }, never);
}

/** Turned away: known to have cost nothing, which is more than not to know what it cost. */
const NOTHING = expect.objectContaining({ model: 'claude-sonnet-5-5', inputTokens: 0, outputTokens: 0, costUsd: 0, chargedUsd: 0 }) as unknown;

describe('tried again, for nothing was billed', () => {
  test.each([
    [429, 'rate_limit_error'],
    [529, 'overloaded_error'],
  ])('%i twice and then an answer', async (status, type) => {
    server.expect(refuses(status, type, 'busy', SOON), refuses(status, type, 'busy', SOON), GOOD);
    expect(await written()).toMatchObject({ kind: 'ok', value: 'at last', usage: { inputTokens: 11 } });
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    [429, 'rate_limit_error', 'rate-limited'],
    [529, 'overloaded_error', 'overloaded'],
    [409, 'api_error', 'server-error'],
    [408, 'timeout_error', 'timeout'],
  ])('%i three times', async (status, type, kind) => {
    const busy = refuses(status, type, 'busy today', SOON);
    server.expect(busy, busy, busy);
    expect(await written()).toEqual({ kind: 'failed', failure: { kind, detail: `${status}: busy today` }, usage: NOTHING });
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    ['retry-after', '0.3'],
    ['retry-after-ms', '300'],
    ['retry-after', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['retry-after', 'soon'],
  ])('after the wait that %s: %s asks for, or one of its own', async (name, value) => {
    server.expect(refuses(429, 'rate_limit_error', 'busy', { [name]: value }), GOOD);
    const started = performance.now();
    expect(await written()).toMatchObject({ kind: 'ok' });
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  test('an address where nobody listens', async () => {
    const gone = await startMessagesServer();
    await gone.close();
    const { model } = wire(gone.url);
    const outcome = await model.write({ ...modelCall(), resultTag: true }, never);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'connection', detail: expect.stringContaining('ECONNREFUSED') }, usage: NOTHING });
  });

  test('an abort during the wait ends it, at no cost', async () => {
    server.expect(refuses(429, 'rate_limit_error', 'busy', { 'retry-after': '3600' }));
    const controller = new AbortController();
    const { model } = wire(server.url);
    const outcome = model.write({ ...modelCall(), resultTag: true }, controller.signal);
    await server.received(1);
    // The refusal is on its way: whichever of the two comes first, nothing more is asked.
    await new Promise((resolve) => setTimeout(resolve, 100));
    controller.abort();
    expect(await outcome).toEqual({ kind: 'aborted', usage: NOTHING });
  });

  test('a wait that is longer than the call may take ends as a timeout', async () => {
    server.expect(refuses(429, 'rate_limit_error', 'busy', { 'retry-after': '3600' }));
    expect(await written(300)).toMatchObject({ kind: 'failed', failure: { kind: 'timeout' }, usage: NOTHING });
    expect(server.requests).toHaveLength(1);
  });
});

describe('not tried again', () => {
  test.each([
    [500, 'api_error', 'server-error'],
    [503, 'api_error', 'server-error'],
    [504, 'timeout_error', 'server-error'],
  ])('%i: nobody can tell whether it was billed', async (status, type, kind) => {
    server.expect(refuses(status, type, 'broken', SOON));
    expect(await written()).toEqual({ kind: 'failed', failure: { kind, detail: `${status}: broken` }, usage: null });
    expect(server.requests).toHaveLength(1);
  });

  test('a connection that is torn after the request was sent: nobody can tell either', async () => {
    server.expect((response) => void response.destroy());
    expect(await written()).toMatchObject({ kind: 'failed', failure: { kind: 'connection' }, usage: null });
    expect(server.requests).toHaveLength(1);
  });

  test('nor of all of a conversation whose second turn was torn', async () => {
    server.expect(answers({ blocks: [text('<result>one')], stop: 'pause_turn' }), (response) => void response.destroy());
    expect(await written()).toMatchObject({ kind: 'failed', failure: { kind: 'connection' }, usage: null });
  });

  test('a second turn that is turned away adds nothing to the first', async () => {
    server.expect(answers({ blocks: [text('<result>one')], stop: 'pause_turn' }), refuses(400, 'invalid_request_error', 'no'));
    expect(await written()).toMatchObject({ kind: 'failed', failure: { kind: 'invalid-request' }, usage: { inputTokens: 11, outputTokens: 7 } });
  });

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
    expect(await written()).toEqual({ kind: 'failed', failure: { kind, detail: `${status}: ${message}` }, usage: NOTHING });
    expect(server.requests).toHaveLength(1);
  });
});

describe('after the stream began', () => {
  const half = { blocks: [text('<result>half')], stop: 'end_turn', usage: { input_tokens: 900 } };
  const thinking = { ...half, blocks: [{ type: 'thinking', thinking: '' } as const, ...half.blocks] };

  test.each(['ends', 'tears'] as const)('a stream that %s early is a connection failure, with what it used at most', async (how) => {
    server.expect(breaksAfter(3, half, how));
    // What it wrote is counted by its length, with two seconds more: the service says how much it was with the last event only.
    expect(await written()).toMatchObject({ kind: 'failed', failure: { kind: 'connection' }, usage: { inputTokens: 900, outputTokens: 206 } });
    expect(server.requests).toHaveLength(1);
  });

  test.each(['ends', 'tears'] as const)('a stream that %s after thoughts that were not sent counts all that it was allowed to write', async (how) => {
    server.expect(breaksAfter(3, thinking, how));
    const { maxTokens } = modelCall();
    expect(await written()).toMatchObject({ kind: 'failed', failure: { kind: 'connection' }, usage: { inputTokens: 900, outputTokens: maxTokens } });
  });

  test('so does one that gives no reason to stop', async () => {
    server.expect(answers({ ...thinking, stop: null, usage: { input_tokens: 900, output_tokens: 2 } }));
    expect(await written()).toMatchObject({ kind: 'failed', failure: { kind: 'connection' }, usage: { outputTokens: modelCall().maxTokens } });
  });

  test('so does one that is over its time', async () => {
    server.expect(hangsAfter(3, thinking));
    expect(await written(2_000)).toMatchObject({ kind: 'failed', failure: { kind: 'timeout' }, usage: { outputTokens: modelCall().maxTokens } });
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

  test('a timeout keeps what it used at most', async () => {
    server.expect(hangsAfter(3, half));
    expect(await written(2_000)).toMatchObject({ kind: 'failed', failure: { kind: 'timeout' }, usage: { inputTokens: 900, outputTokens: 206 } });
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
