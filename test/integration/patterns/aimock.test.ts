/**
 * For each pattern a whole run against a model service that is not ours: the real SDK over HTTP, aimock behind it. What it
 * answers is what the rehearsal model would say; what it is asked, it has from the wire alone.
 */
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXAMPLES } from '../../../scripts/patterns/examples.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import { PATTERNS } from '../../../src/patterns/index.ts';
import type { Library } from '../../../src/ports/library.ts';
import type { Model, ModelCall } from '../../../src/ports/model.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { wire } from '../model/messages.ts';
import { type Assembled, assembleFresh } from '../runtime/assembled.ts';
import { begin, planOf, shippedLibrary, toTheEnd } from './runs.ts';

const rehearsal = createRehearsalModel({ clock: systemClock });
/** By prompt, so that an answer can only be found by what came over the wire. */
const answers = new Map<string, string>();
let mock: LLMock;
let baton: Assembled;
let library: Library;

beforeAll(async () => {
  mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent', strict: true });
  mock.on({}, (request) => ({ content: answerTo(request), usage: { input_tokens: 900, output_tokens: 300 } }));
  await mock.start();
  library = await shippedLibrary();
  baton = await assembleFresh({ model: overTheWire(wire(mock.url).model), library });
});
beforeEach(() => {
  answers.clear();
  mock.clearRequests();
});
afterAll(async () => {
  await baton.close();
  await mock.stop();
});

/** Learns what to answer before each call; the call itself goes through the SDK. */
function overTheWire(real: Model): Model {
  const learn = (call: ModelCall, answer: string): void => void answers.set(call.prompt, answer);
  return {
    kind: 'real',
    async write(call, signal) {
      const outcome = await rehearsal.write(call, signal);
      if (outcome.kind === 'ok') learn(call, call.resultTag ? `<result>${outcome.value}</result>` : outcome.value);
      return await real.write(call, signal);
    },
    async fill(call, signal) {
      const outcome = await rehearsal.fill(call, signal);
      if (outcome.kind === 'ok') learn(call, JSON.stringify(outcome.value));
      return await real.fill(call, signal);
    },
  };
}

function answerTo(request: ChatCompletionRequest): string {
  const asked = textOf(request);
  const prompt = [...answers.keys()].filter((known) => asked.includes(known)).toSorted((one, other) => other.length - one.length)[0];
  const answer = prompt === undefined ? undefined : answers.get(prompt);
  if (answer === undefined) throw new Error('The wire carries a prompt that nobody sent.');
  return answer;
}

function textOf({ messages }: ChatCompletionRequest): string {
  return messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content))).join('\n');
}

test.each(PATTERNS.map(({ name }) => name))('%s', async (name) => {
  const example = EXAMPLES[name];
  if (!example) throw new Error(`There is no example of ${name}.`);
  const ended = await toTheEnd(baton, await begin(baton, example));
  const plan = planOf(ended);
  expect([plan.pattern, statusWord(ended)]).toEqual([name, 'completed']);
  expect([...ended.workstreams.values()].map(({ status }) => status.kind)).toEqual(plan.workstreams.map(() => 'done'));
  expect(ended.spent.chargedUsd).toBeGreaterThan(0);
  expect(mock.getRequests()).toHaveLength(ended.spent.calls);
});
