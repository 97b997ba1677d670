/** Siblings with one long prefix: the first goes ahead until its first token, so that the others read the cache. The real SDK over HTTP. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ModelCall } from '../../../src/ports/model.ts';
import { gatePrefixes } from '../../../src/runtime/prefix-gate.ts';
import { createHandClock, type HandClock } from '../../fakes/hand-clock.ts';
import { answers, type MessagesServer, pausesAfter, refuses, startMessagesServer, text } from '../../fakes/messages-server.ts';
import { modelCall, never } from '../../fakes/model-calls.ts';
import { until } from '../../until.ts';
import { wire } from './messages.ts';

/** `message_start`, then the first block opens. */
const BEFORE_THE_FIRST_TOKEN = 1;
const ANSWER = { blocks: [text('<result>x</result>')], stop: 'end_turn' } as const;
const LONG = [{ kind: 'text', name: 'law.md', text: 'word '.repeat(5_000) }] as const;

let server: MessagesServer;
let clock: HandClock;
beforeEach(async () => {
  server = await startMessagesServer();
  clock = createHandClock();
});
afterEach(() => server.close());

function siblings(count: number, change: Partial<Omit<ModelCall, 'brief'>>, signal = never) {
  const model = gatePrefixes(wire(server.url).model, clock);
  return Array.from({ length: count }, (_, index) =>
    model.write({ ...modelCall({ documents: LONG, ...change, prompt: `Task ${index}` }), resultTag: true }, signal),
  );
}

test('the others start when the first token of the first has come, and not before', async () => {
  const token = Promise.withResolvers<void>();
  server.expect(pausesAfter(BEFORE_THE_FIRST_TOKEN, token.promise, ANSWER), answers(ANSWER), answers(ANSWER));
  const calls = siblings(3, {});
  await server.received(1);
  await until(() => clock.sleepers() === 2);
  expect(server.requests).toHaveLength(1);
  token.resolve();
  expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok']);
  expect(clock.sleepers()).toBe(0);
});

test('a first call that fails holds nobody up', async () => {
  server.expect(refuses(400, 'invalid_request_error', 'no'), answers(ANSWER));
  expect((await Promise.all(siblings(2, {}))).map(({ kind }) => kind)).toEqual(['failed', 'ok']);
});

test('nobody waits for longer than the write is worth', async () => {
  const token = Promise.withResolvers<void>();
  server.expect(pausesAfter(BEFORE_THE_FIRST_TOKEN, token.promise, ANSWER), answers(ANSWER));
  const calls = siblings(2, {});
  await until(() => clock.sleepers() === 1);
  await clock.advance(30_000);
  expect((await calls[1])?.kind).toBe('ok');
  token.resolve();
  expect((await calls[0])?.kind).toBe('ok');
});

test('an abort ends the wait too', async () => {
  const controller = new AbortController();
  server.expect(pausesAfter(BEFORE_THE_FIRST_TOKEN, new Promise(() => undefined), ANSWER));
  const calls = siblings(2, {}, controller.signal);
  await server.received(1);
  await until(() => clock.sleepers() === 1);
  controller.abort();
  expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(['aborted', 'aborted']);
});

test('short prefixes are not cached, so nobody waits', async () => {
  const token = Promise.withResolvers<void>();
  server.expect(pausesAfter(BEFORE_THE_FIRST_TOKEN, token.promise, ANSWER), pausesAfter(BEFORE_THE_FIRST_TOKEN, token.promise, ANSWER));
  const calls = siblings(2, { documents: [] });
  await server.received(2);
  token.resolve();
  expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(['ok', 'ok']);
});
