/** The tool loop: tools run between turns, refusals are answers, and it ends. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { priceOf } from '../../../src/engine/model-table.ts';
import type { Toolbox, ToolOutcome } from '../../../src/ports/tools.ts';
import { answers, type Block, type MessagesServer, startMessagesServer, text } from '../../fakes/messages-server.ts';
import { modelCall, never } from '../../fakes/model-calls.ts';
import { wire } from './messages.ts';

let server: MessagesServer;
beforeEach(async () => {
  server = await startMessagesServer();
});
afterEach(() => server.close());

const inputSchema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'], additionalProperties: false };

function toolbox(run: (name: string, input: unknown, signal: AbortSignal) => Promise<ToolOutcome>): Toolbox {
  return { tools: [{ name: 'read_input', tier: 'T1-read', description: 'Reads', inputSchema }], run };
}

function uses(id: string, name: string, input: unknown): Block {
  return { type: 'tool_use', id, name, input };
}

test('tools of a turn run, their results go back, and only the last turn is the answer', async () => {
  server.expect(
    answers({
      blocks: [
        { type: 'thinking', thinking: 'hm' },
        text('<result>too early</result>'),
        uses('t1', 'read_input', { name: 'a.md' }),
        uses('t2', 'read_input', { name: 'b.md' }),
      ],
      stop: 'tool_use',
      usage: { input_tokens: 100, output_tokens: 5 },
    }),
    answers({ blocks: [text('<result>read both</result>')], stop: 'end_turn', usage: { input_tokens: 300, output_tokens: 6 } }),
  );
  const tools = toolbox(async (_name, input) =>
    JSON.stringify(input).includes('a.md') ? { kind: 'ok', text: 'content of a' } : { kind: 'refused', reason: 'There is no "b.md".' },
  );
  const outcome = await wire(server.url).model.write({ ...modelCall({ tools }), resultTag: true }, never);
  expect(outcome).toMatchObject({ kind: 'ok', value: 'read both', usage: { inputTokens: 400, outputTokens: 11 } });
  const [, assistant, results] = server.requests[1]?.body.messages ?? [];
  // Thinking goes back as it came: the service checks it.
  expect(assistant.content.map((block: { type: string }) => block.type)).toEqual(['thinking', 'text', 'tool_use', 'tool_use']);
  expect(results).toEqual({
    role: 'user',
    content: [
      { type: 'tool_result', tool_use_id: 't1', content: 'content of a' },
      { type: 'tool_result', tool_use_id: 't2', content: 'There is no "b.md".', is_error: true },
    ],
  });
});

test('a tool that was not offered is refused without being run', async () => {
  server.expect(answers({ blocks: [uses('t1', 'delete_all', {})], stop: 'tool_use' }), answers({ blocks: [text('<result>ok</result>')], stop: 'end_turn' }));
  const tools = toolbox(() => Promise.reject(new Error('must not run')));
  const outcome = await wire(server.url).model.write({ ...modelCall({ tools }), resultTag: true }, never);
  expect(outcome.kind).toBe('ok');
  expect(server.requests[1]?.body.messages[2].content[0]).toMatchObject({ is_error: true, content: expect.stringContaining('delete_all') });
});

test('a worker that only reads ends after twenty turns, and all of them are paid for', async () => {
  const turns = Array.from({ length: 20 }, (_, index) => answers({ blocks: [uses(`t${index}`, 'read_input', { name: 'a.md' })], stop: 'tool_use' }));
  server.expect(...turns);
  const tools = toolbox(() => Promise.resolve({ kind: 'ok', text: 'again' }));
  const outcome = await wire(server.url).model.write({ ...modelCall({ tools }), resultTag: true }, never);
  expect(outcome).toMatchObject({
    kind: 'failed',
    failure: { kind: 'malformed-output', detail: expect.stringContaining('20 turns') },
    usage: { outputTokens: 140 },
  });
});

test('an abort while a tool runs ends the call, with what was used', async () => {
  server.expect(answers({ blocks: [uses('t1', 'read_input', { name: 'a.md' })], stop: 'tool_use' }));
  const controller = new AbortController();
  const tools = toolbox((_name, _input, signal) => {
    controller.abort();
    return Promise.reject(signal.reason);
  });
  const outcome = await wire(server.url).model.write({ ...modelCall({ tools }), resultTag: true }, controller.signal);
  expect(outcome).toMatchObject({ kind: 'aborted', usage: { outputTokens: 7 } });
});

test('a tool that breaks is a bug, and is thrown', async () => {
  server.expect(answers({ blocks: [uses('t1', 'read_input', { name: 'a.md' })], stop: 'tool_use' }));
  const tools = toolbox(() => Promise.reject(new Error('the store is gone')));
  await expect(wire(server.url).model.write({ ...modelCall({ tools }), resultTag: true }, never)).rejects.toThrow('the store is gone');
});

describe('what reading costs', () => {
  const reading = (id: string, input: number) =>
    answers({ blocks: [uses(id, 'read_input', { name: 'a.md' })], stop: 'tool_use', usage: { input_tokens: input, output_tokens: 100 } });

  test('comes out of what the answer may take, so that all turns stay within what was set aside for one', async () => {
    server.expect(
      reading('t1', 10_000),
      answers({ blocks: [text('<result>ok</result>')], stop: 'end_turn', usage: { input_tokens: 11_000, output_tokens: 50 } }),
    );
    const tools = toolbox(() => Promise.resolve({ kind: 'ok', text: 'x'.repeat(1_000) }));
    await wire(server.url).model.write({ ...modelCall({ tools, maxTokens: 8_000, prompt: 'x'.repeat(20_000) }), resultTag: true }, never);
    const [first, second] = server.requests.map(({ body }) => body.max_tokens);
    expect(first).toBe(8_000);
    const setAside = priceOf('claude-sonnet-5-5', { inputTokens: 0, cacheWriteTokens: 10_000, cacheReadTokens: 0, outputTokens: 8_000 }) ?? 0;
    const worst = priceOf('claude-sonnet-5-5', { inputTokens: 10_000, cacheWriteTokens: 10_600, cacheReadTokens: 0, outputTokens: 100 + second }) ?? 0;
    expect(worst).toBeLessThanOrEqual(setAside);
    expect(second).toBeGreaterThan(4_000);
  });

  test('is refused once the rest is needed for the answer', async () => {
    server.expect(reading('t1', 20_000), answers({ blocks: [text('<result>ok</result>')], stop: 'end_turn' }));
    const tools = toolbox(() => Promise.reject(new Error('must not run')));
    const outcome = await wire(server.url).model.write({ ...modelCall({ tools, maxTokens: 8_000 }), resultTag: true }, never);
    expect(outcome.kind).toBe('ok');
    expect(server.requests[1]?.body.messages[2].content[0]).toMatchObject({ is_error: true, content: expect.stringContaining('Answer now') });
  });

  test('ends the attempt when no answer fits any more, and the next try is told why', async () => {
    server.expect(reading('t1', 100_000));
    const outcome = await wire(server.url).model.write(
      { ...modelCall({ tools: toolbox(() => Promise.reject(new Error('must not run'))) }), resultTag: true },
      never,
    );
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { kind: 'max-tokens', detail: expect.stringContaining('Reading with tools') },
      usage: { inputTokens: 100_000 },
    });
  });
});
