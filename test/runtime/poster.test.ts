/** The poster with a clock turned by hand: order, coalescing, redelivery, and a surface that fails. */
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { threadOf } from '../../src/cards/thread.ts';
import { createPoster, type Poster } from '../../src/runtime/poster.ts';
import { createHandClock, type HandClock } from '../fakes/hand-clock.ts';
import { createRecordingSurface, type RecordingSurface } from '../fakes/recording-surface.ts';
import { approved, finished, planned, story } from '../fixtures/workflow.ts';
import { until } from '../until.ts';

const PACE_MS = 1_000;

let clock: HandClock;
let chat: RecordingSurface;
beforeEach(() => {
  clock = createHandClock();
  chat = createRecordingSurface(PACE_MS);
});

function newPoster(onNews: () => void = () => undefined): Poster {
  return createPoster({ posts: chat.posts, surface: chat.surface, epoch: 1, clock, log: pino({ level: 'silent' }), onNews });
}

/** Lets the poster work until it sleeps or has nothing to do. */
async function quiet(poster: Poster): Promise<void> {
  await until(() => poster.settled() || clock.sleepers() > 0);
}

test('a whole thread is posted once each, in the order of the thread', async () => {
  const state = finished().now();
  const poster = newPoster();
  poster.show(state);
  await quiet(poster);
  expect(chat.shown).toEqual(threadOf(state).map(({ key }) => `post ${key}`));
});

test('what was posted before a restart is found and not posted again', async () => {
  const state = approved().now();
  const first = newPoster();
  first.show(state);
  await quiet(first);
  first.close();
  const posted = chat.shown.length;
  const second = newPoster();
  second.show(state);
  await quiet(second);
  expect(chat.shown).toHaveLength(posted);
});

test('edits keep the pace, and the states in between are skipped', async () => {
  const run = story();
  const poster = newPoster();
  poster.show(run.now());
  await quiet(poster);
  expect(chat.shown).toEqual(['post plan']);
  run.done('assessment', 1);
  poster.show(run.now());
  await quiet(poster);
  run.done('plan', 1);
  poster.show(run.now());
  await clock.advance(PACE_MS - 1);
  expect(chat.shown).toEqual(['post plan']);
  await clock.advance(1);
  await quiet(poster);
  expect(chat.shown).toEqual(['post plan', 'edit plan']);
  expect(chat.card('plan')).toEqual(threadOf(run.now())[0]?.card);
  expect(poster.settled()).toBe(true);
});

test('a new message does not wait for the pace of an edit beside it', async () => {
  const run = planned();
  const poster = newPoster();
  poster.show(run.now());
  await quiet(poster);
  run.answer('approve');
  poster.show(run.now());
  await quiet(poster);
  expect(chat.shown).toEqual(['post plan', 'post live', 'post phase:p1']);
  await clock.advance(PACE_MS);
  await quiet(poster);
  expect(chat.shown.at(-1)).toBe('edit plan');
});

test('a surface that fails is tried again, and says nothing twice', async () => {
  const state = finished().now();
  const poster = newPoster();
  chat.failNext(2);
  poster.show(state);
  await quiet(poster);
  expect(poster.failing()).toBe(true);
  await clock.advance(1_000);
  await quiet(poster);
  expect(poster.failing()).toBe(true);
  await clock.advance(2_000);
  await until(() => poster.settled());
  expect(poster.failing()).toBe(false);
  expect(chat.shown).toEqual(threadOf(state).map(({ key }) => `post ${key}`));
});

test('a poster whose workflow was taken over stops by itself, and says so', async () => {
  const run = planned();
  const poster = newPoster();
  poster.show(run.now());
  await quiet(poster);
  chat.takeOver();
  run.answer('approve');
  poster.show(run.now());
  await until(() => poster.stale());
  expect(poster.settled()).toBe(false);
  const before = chat.shown.length;
  poster.show(run.now());
  await clock.advance(60_000);
  expect(chat.shown).toHaveLength(before);
});

test('a thread out of reach lets its run rest: no error holds it, and news are tried at a slow pace', async () => {
  const run = planned();
  let news = 0;
  const poster = newPoster(() => {
    news += 1;
  });
  chat.goAway('left');
  poster.show(run.now());
  await quiet(poster);
  expect([poster.settled(), poster.failing(), news]).toEqual([true, true, 1]);
  // Something new: it is tried, not at once.
  run.answer('approve');
  poster.show(run.now());
  expect(poster.settled()).toBe(false);
  await clock.advance(29_000);
  expect(poster.settled()).toBe(false);
  await clock.advance(1_000);
  await until(() => poster.settled());
  expect(chat.shown).toEqual([]);
  chat.goAway(null);
  await clock.advance(30_000);
  await clock.advance(14 * 60_000);
  expect(chat.shown).toEqual([]);
  await clock.advance(30_000);
  await until(() => chat.shown.length === threadOf(run.now()).length);
  expect([poster.settled(), poster.failing()]).toEqual([true, false]);
});

test('closing ends the rest at once', async () => {
  const poster = newPoster();
  chat.goAway('archived');
  poster.show(planned().now());
  await quiet(poster);
  poster.close();
  await until(() => clock.sleepers() === 0);
});

test('what a surface does not tell is not posted; what is not worth an edit is not edited; others wait as long as the surface says', async () => {
  chat = createRecordingSurface(0, {
    tells: ({ kind }) => kind !== 'phase',
    worthEditing: (card) => (card.kind === 'plan' ? 'always the same' : card),
    editIntervalMs: (card, edits) => (card.kind === 'live' ? 10_000 * 2 ** edits : 0),
  });
  const run = approved();
  const poster = newPoster();
  poster.show(run.now());
  await quiet(poster);
  expect(chat.shown).toEqual(['post plan', 'post live']);
  const edits = () => chat.shown.filter((one) => one === 'edit live').length;
  for (const [subject, wait] of [
    ['workstream 1', 10_000],
    ['workstream 2', 20_000],
  ] as const) {
    const before = edits();
    run.done(subject);
    poster.show(run.now());
    await quiet(poster);
    await clock.advance(wait - 1);
    expect(edits()).toBe(before);
    await clock.advance(1);
    await until(() => edits() === before + 1);
  }
  expect(chat.shown).not.toContain('edit plan');
  expect(chat.shown).not.toContain('post phase:p1');
});

describe('a slow pace', () => {
  beforeEach(() => {
    chat = createRecordingSurface(0, { editIntervalMs: (card) => (card.kind === 'live' ? 900_000 : 0) });
  });

  async function waitingForThePace(): Promise<{ run: ReturnType<typeof approved>; poster: Poster }> {
    const run = approved();
    const poster = newPoster();
    poster.show(run.now());
    await quiet(poster);
    run.done('workstream 1');
    poster.show(run.now());
    await clock.advance(50);
    expect([poster.settled(), chat.shown.includes('edit live')]).toEqual([false, false]);
    return { run, poster };
  }

  test('holds up no new message', async () => {
    const { run, poster } = await waitingForThePace();
    run.fails('workstream 2', { kind: 'max-tokens', detail: 'too long' });
    poster.show(run.now());
    await clock.advance(50);
    await until(() => chat.shown.some((one) => one.startsWith('post decision:')));
    expect(chat.shown).not.toContain('edit live');
  });

  test('ends where nothing more comes by itself', async () => {
    const { poster } = await waitingForThePace();
    poster.finish();
    poster.finish();
    await until(() => poster.settled());
    expect(chat.shown.filter((one) => one === 'edit live')).toHaveLength(1);
  });
});

test('an edit that fails holds up no message, new ones neither', async () => {
  const run = approved();
  const poster = newPoster();
  poster.show(run.now());
  await quiet(poster);
  run.done('workstream 1');
  chat.failEdits(true);
  await clock.advance(PACE_MS);
  poster.show(run.now());
  await quiet(poster);
  expect(poster.failing()).toBe(true);
  run.fails('workstream 2', { kind: 'max-tokens', detail: 'too long' });
  poster.show(run.now());
  await until(() => chat.shown.some((one) => one.startsWith('post decision:')));
  expect(chat.shown).not.toContain('edit live');
  chat.failEdits(false);
  await clock.advance(30_000);
  await until(() => poster.settled());
  expect(chat.shown).toContain('edit live');
});
