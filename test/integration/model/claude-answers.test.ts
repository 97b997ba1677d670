/** How answers are read, and what each way of stopping becomes. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ballotSchema } from '../../../src/engine/answers.ts';
import { priceOf } from '../../../src/engine/model-table.ts';
import { answers, type MessagesServer, startMessagesServer, text } from '../../fakes/messages-server.ts';
import { modelCall, never } from '../../fakes/model-calls.ts';
import { wire } from './messages.ts';

let server: MessagesServer;
beforeEach(async () => {
  server = await startMessagesServer();
});
afterEach(() => server.close());

async function written(words: string, resultTag = true) {
  server.expect(answers({ blocks: [{ type: 'thinking', thinking: '<result>not this</result>' }, text(words)], stop: 'end_turn' }));
  return wire(server.url).model.write({ ...modelCall(), resultTag }, never);
}

describe('the result tag', () => {
  test.each([
    ['what stands outside is dropped', 'Here it is:\n<result>\n# Plan\n\nDo it.\n</result>\nBye.', '# Plan\n\nDo it.'],
    ['tags inside the result stay', '<result>Use <result>x</result> in prompts.</result>', 'Use <result>x</result> in prompts.'],
    ['a mention before the tag is not the tag', 'I will use <result> now.\n<result>yes</result>', 'yes'],
  ])('%s', async (_, words, value) => {
    expect(await written(words)).toMatchObject({ kind: 'ok', value });
  });

  test.each([
    ['missing', 'Just text', /no <result> tag/],
    ['empty', '<result> \n </result>', /Nothing stands inside/],
    ['never closed', '<result>half of it', /never closed/],
  ])('%s: malformed, with words for the next try', async (_, words, detail) => {
    expect(await written(words)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'malformed-output', detail: expect.stringMatching(detail) },
      usage: { outputTokens: 7 },
    });
  });

  test('without a tag asked for, all text counts, and none is malformed', async () => {
    expect(await written('  An <result>answer</result>. ', false)).toMatchObject({ kind: 'ok', value: 'An <result>answer</result>.' });
    expect(await written('   ', false)).toMatchObject({ kind: 'failed', failure: { kind: 'malformed-output' } });
  });
});

describe('forms', () => {
  async function filled(words: string) {
    server.expect(answers({ blocks: [text(words)], stop: 'end_turn' }));
    return wire(server.url).model.fill({ ...modelCall(), schema: ballotSchema, schemaName: 'ballot' }, never);
  }
  const ballot = { position: 'ready', confidence: 0.5, risk: 'green', domains: [{ domain: 'law', risk: 'green' }], summary: 's', conditions: [], evidence: [] };

  test.each([
    ['a bound that the service does not enforce', JSON.stringify({ ...ballot, confidence: 1.5 }), /confidence: /],
    ['an unknown key', JSON.stringify({ ...ballot, extra: 1 }), /extra/],
    ['a missing key', JSON.stringify({ ...ballot, risk: undefined }), /risk: /],
    ['text that is not JSON', 'Sure! {', /not JSON/],
    ['nothing', '', /empty/],
  ])('%s is malformed, in words', async (_, words, detail) => {
    expect(await filled(words)).toMatchObject({ kind: 'failed', failure: { kind: 'malformed-output', detail: expect.stringMatching(detail) } });
  });
});

describe('stop reasons', () => {
  test.each([
    ['max_tokens', 'max-tokens', /1000 tokens/],
    ['model_context_window_exceeded', 'context-overflow', /context window/],
    [null, 'connection', /ended before/, 214],
    ['a_reason_of_tomorrow', 'server-error', /a_reason_of_tomorrow/],
  ])('%s', async (stop, kind, detail, outputTokens = 7) => {
    // Even where the text could be read: it was cut off.
    server.expect(answers({ blocks: [text('<result>looks whole</result>')], stop }));
    const outcome = await wire(server.url).model.write({ ...modelCall(), resultTag: true }, never);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind, detail: expect.stringMatching(detail) }, usage: { inputTokens: 11, outputTokens } });
  });

  test('a refusal names its category and its explanation', async () => {
    const stopDetails = { type: 'refusal', category: 'cyber', explanation: 'It asks for malware.' };
    server.expect(answers({ blocks: [], stop: 'refusal', stopDetails }));
    const outcome = await wire(server.url).model.write({ ...modelCall(), resultTag: true }, never);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'refusal', detail: 'The model declined to answer (cyber). It asks for malware.' } });
  });

  test('a paused turn goes on, and its text belongs to the answer', async () => {
    server.expect(
      answers({ blocks: [text('<result>first ')], stop: 'pause_turn', usage: { input_tokens: 100, output_tokens: 10 } }),
      answers({ blocks: [text('second</result>')], stop: 'end_turn', usage: { input_tokens: 120, output_tokens: 20 } }),
    );
    const outcome = await wire(server.url).model.write({ ...modelCall(), resultTag: true }, never);
    expect(outcome).toMatchObject({ kind: 'ok', value: 'first second', usage: { inputTokens: 220, outputTokens: 30 } });
    expect(server.requests[1]?.body.messages.at(-1)).toMatchObject({ role: 'assistant', content: [{ type: 'text', text: '<result>first ' }] });
  });
});

describe('usage', () => {
  test('cache writes and reads are counted and priced', async () => {
    const usage = { input_tokens: 50, cache_creation_input_tokens: 4_000, cache_read_input_tokens: 9_000, output_tokens: 200 };
    server.expect(answers({ blocks: [text('<result>x</result>')], stop: 'end_turn', usage }));
    const outcome = await wire(server.url).model.write({ ...modelCall(), resultTag: true }, never);
    const counts = { inputTokens: 50, cacheWriteTokens: 4_000, cacheReadTokens: 9_000, outputTokens: 200 };
    // $2 in, $2.50 to write, $0.20 to read, $10 out, per million.
    const costUsd = (50 * 2 + 4_000 * 2.5 + 9_000 * 0.2 + 200 * 10) / 1_000_000;
    expect(outcome).toMatchObject({ kind: 'ok', usage: { ...counts, model: 'claude-sonnet-5-5' } });
    expect(outcome.usage?.costUsd).toBeCloseTo(costUsd, 12);
    expect(outcome.usage?.chargedUsd).toBe(outcome.usage?.costUsd);
  });

  test('a model without a price is booked at the highest one, and logged', async () => {
    server.expect(answers({ blocks: [text('<result>x</result>')], stop: 'end_turn', usage: { input_tokens: 1_000, output_tokens: 1_000 } }));
    const { model, logged } = wire(server.url);
    const outcome = await model.write({ ...modelCall({ model: 'claude-next' }), resultTag: true }, never);
    const tokens = { inputTokens: 1_000, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 1_000 };
    expect(outcome.usage?.costUsd).toBeCloseTo(priceOf('claude-opus-5-5', tokens) ?? Number.NaN, 12);
    expect(logged()).toContain('claude-next');
  });

  test('turns are priced each by its own prompt length', async () => {
    const long = { input_tokens: 60_000, output_tokens: 0 };
    server.expect(answers({ blocks: [text('a')], stop: 'pause_turn', usage: long }), answers({ blocks: [text('b')], stop: 'end_turn', usage: long }));
    const outcome = await wire(server.url).model.write(
      { ...modelCall({ model: 'claude-haiku-5-5', prompt: 'word '.repeat(48_000) }), resultTag: false },
      never,
    );
    // Two prompts of 60,000 stay under the threshold of 100,000 tokens where long prompts cost five times as much.
    expect(outcome.usage?.costUsd).toBeCloseTo((120_000 * 0.1) / 1_000_000, 12);
  });
});
