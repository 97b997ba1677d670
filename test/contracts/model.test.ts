import { pino } from 'pino';
import { afterEach, beforeEach, describe } from 'vitest';
import { createAnthropicModel } from '../../src/model/anthropic.ts';
import { createRehearsalModel } from '../../src/model/rehearsal.ts';
import { createHandClock } from '../fakes/hand-clock.ts';
import { answers, hangsAfter, type MessagesServer, startMessagesServer, text } from '../fakes/messages-server.ts';
import { type ModelHarness, modelContract } from './model-contract.ts';

describe('the rehearsal model', () => {
  modelContract(() => {
    const clock = createHandClock();
    return {
      model: createRehearsalModel({ clock }),
      chargesMoney: false,
      answersText: () => ({}),
      fills: () => ({}),
      answersUnusably: () => ({ brief: { task: 'Write the plan. [[malformed]]' } }),
      neverAnswers: () => ({ brief: { task: 'Write the plan. [[slow:90m]]' } }),
      underWay: () => Promise.resolve(),
      pass: (ms) => clock.advance(ms),
    };
  });
});

describe('Claude over HTTP', () => {
  let server: MessagesServer;
  beforeEach(async () => {
    server = await startMessagesServer();
  });
  afterEach(() => server.close());

  modelContract((): ModelHarness => {
    const hang = { blocks: [text('<result>half')], stop: 'end_turn' };
    return {
      model: createAnthropicModel({ apiKey: 'test-key', baseUrl: server.url, log: pino({ level: 'silent' }) }),
      chargesMoney: true,
      answersText: () => {
        server.expect(answers({ blocks: [text('<result>The plan.</result>')], stop: 'end_turn' }));
        return {};
      },
      fills: (value) => {
        server.expect(answers({ blocks: [text(JSON.stringify(value))], stop: 'end_turn' }));
        return {};
      },
      answersUnusably: () => {
        server.expect(answers({ blocks: [text('The plan, without a tag.')], stop: 'end_turn' }));
        return {};
      },
      neverAnswers: () => {
        server.expect(hangsAfter(3, hang));
        return {};
      },
      underWay: () => server.received(1),
      // The limit is real time here: the outcome itself is what the test waits for.
      pass: () => Promise.resolve(),
    };
  });
});
