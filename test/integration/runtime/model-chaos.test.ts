/** Whole runs through the real SDK against a model service that fails in every way: people are asked only where retries do not help. */
import { type ChatCompletionRequest, type FixtureOpts, type FixtureResponse, LLMock } from '@copilotkit/aimock';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { subjectKey } from '../../../src/engine/call.ts';
import { workstreamId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { createAnthropicModel } from '../../../src/model/anthropic.ts';
import type { Model, ModelCall } from '../../../src/ports/model.ts';

import { type Assembled, assembleFresh } from './assembled.ts';

/** So short that a service that hangs is given up within a test. */
const PATIENCE_MS = 4_000;
const RESULT = `<result>${'A finding, with its source. '.repeat(40)}</result>`;

let mock: LLMock;
let baton: Assembled;
beforeEach(async () => {
  mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  await mock.start();
  baton = await assembleFresh({ model: marked(createAnthropicModel({ apiKey: 'sk-ant-test', baseUrl: mock.url, log: pino({ level: 'silent' }) })) });
});
afterEach(async () => {
  await baton.close();
  await mock.stop();
});

/** Each prompt says what it is for, so that the service knows what to answer. */
function marked(model: Model): Model {
  const mark = <C extends ModelCall>(call: C): C => ({ ...call, timeoutMs: PATIENCE_MS, prompt: `<<${subjectKey(call.brief.subject)}>>\n${call.prompt}` });
  return { kind: 'real', write: (call, signal) => model.write(mark(call), signal), fill: (call, signal) => model.fill(mark(call), signal) };
}

const isFor = (subject: string, request: ChatCompletionRequest): boolean => JSON.stringify(request.messages).includes(`<<${subject}>>`);

/** What the service answers to the calls for a subject, one after the other; the last one is repeated. */
function script(subject: string, ...answers: readonly { readonly response: FixtureResponse; readonly options?: FixtureOpts }[]): void {
  let asked = 0;
  let seen: ChatCompletionRequest | null = null;
  const turn = (request: ChatCompletionRequest): number => {
    // A predicate is asked once per answer of the script.
    if (seen !== request) asked += 1;
    seen = request;
    return Math.min(asked, answers.length) - 1;
  };
  answers.forEach(({ response, options }, index) => {
    mock.on({ predicate: (request) => isFor(subject, request) && turn(request) === index }, response, options);
  });
}

const error = (status: number, type: string, retryAfter = 0): { response: FixtureResponse } => ({
  response: { error: { type, message: 'not now' }, status, retryAfter },
});
const says = (content: string, options: FixtureOpts = {}) => ({ response: { content, usage: { input_tokens: 100, output_tokens: 50 } }, options });
const handoff = says(JSON.stringify({ decisions: ['Go on.'], openItems: [] }));
const synthesis = says(JSON.stringify({ title: 'All of it', answer: 'The whole.', notes: [] }));
const waits = (state: Workflow) => state.running.size === 0 && openDecisions(state).length > 0;

async function run(): Promise<Workflow> {
  const { workflow } = await baton.start('/parallel "explore: the first part" "explore: the second part" "explore: the third part" "explore: the fourth part"');
  const [question] = openDecisions(await baton.reached(workflow, waits));
  if (!question) throw new Error('Nothing is asked');
  await baton.answer(question.id, 'approve');
  return await baton.reached(workflow, (state) => state.stage.kind === 'ended' || waits(state));
}

test('storms, overload, cuts, hangs and malformed answers: the run completes, and what failed is counted', { timeout: 60_000 }, async () => {
  script('workstream:1', error(429, 'rate_limit_error', 1), error(429, 'rate_limit_error', 1), says(RESULT));
  script('workstream:2', error(529, 'overloaded_error'), error(529, 'overloaded_error'), error(529, 'overloaded_error'), says(RESULT));
  script('workstream:3', says(RESULT, { chunkSize: 20, truncateAfterChunks: 5 }), says(RESULT));
  script('workstream:4', says(RESULT, { streamingProfile: { ttft: 30_000 } }), says(RESULT));
  script('handoff:p1', says('{"decisions": ["Go'), handoff);
  script('synthesis', error(500, 'api_error'), says('I would rather not.'), synthesis);
  const ended = await run();
  expect(statusWord(ended)).toBe('completed');
  const attempts = ['1', '2', '3', '4'].map((id) => ended.workstreams.get(workstreamId(id))?.attempts);
  // Two 429 are waited out within one try; what lasts, or may have been billed, is a try of its own.
  expect(attempts).toEqual([1, 2, 2, 2]);
  expect(ended.answer).toMatchObject({ kind: 'integrated', title: 'All of it' });
  expect(ended.spent.reservedUsd).toBe(0);
  expect(ended.spent.calls).toBeGreaterThanOrEqual(6);
});

test('a service that never recovers: three tries each, then one question for all, and nothing hangs', { timeout: 60_000 }, async () => {
  for (const id of ['1', '2', '3', '4']) script(`workstream:${id}`, id === '1' ? says(RESULT) : error(529, 'overloaded_error'));
  script('handoff:p1', handoff);
  script('synthesis', synthesis);
  const stuck = await run();
  expect(openDecisions(stuck).map(({ question }) => question.kind)).toEqual(['many-failed']);
  expect(stuck.running.size).toBe(0);
  expect([...stuck.workstreams.values()].map(({ attempts }) => attempts)).toEqual([1, 3, 3, 3]);
});
