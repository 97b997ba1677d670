/** A storm of 429 over a whole run: the question is there before the progress that Slack turned away, and in the end everything is. */
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { personId } from '../../../src/engine/ids.ts';
import { createPoster } from '../../../src/runtime/poster.ts';
import { createRecordingSurface } from '../../fakes/recording-surface.ts';
import { ANA } from '../../fakes/slack/world/seed.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';
import { approved } from '../../fixtures/workflow.ts';
import { until } from '../../until.ts';
import { type Arena, card, openArena } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});

test('a question of a run does not wait for its own progress', async () => {
  const clock = createTurnedClock();
  const arena = await openArena({ deps: { clock } });
  opened.push(arena);
  const { slack, sending, place, lines } = arena;
  const { posts } = createRecordingSurface(0);
  const poster = createPoster({ posts, surface: sending.surface, epoch: 1, clock, log: pino({ level: 'silent' }), onNews: () => undefined });
  const run = approved();
  const show = () => poster.show({ ...run.now(), place, requester: personId(ANA) });
  show();
  await until(() => poster.settled());
  // Edits are turned away from now on; the live card waits for its turn.
  slack.faults.next('chat.update', { kind: 'rate-limited', retryAfter: 60 }, { times: 3 });
  run.done('workstream 1');
  const turn = async (ms: number) => {
    await slack.time.turn(ms);
    clock.turn(ms);
  };
  await turn(60_000);
  show();
  poster.finish();
  await until(() => poster.failing());
  run.fails('workstream 2', { kind: 'max-tokens', detail: 'stopped at 24000 tokens' });
  const before = clock.now();
  show();
  await until(() => lines().some((line) => line.includes('Workstream 2 failed') || line.includes('failed')));
  expect(clock.now() - before).toBeLessThan(10_000);
  poster.finish();
  for (let turns = 0; turns < 200 && !poster.settled(); turns += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await turn(5_000);
  }
  expect(poster.settled()).toBe(true);
  expect(lines()[1]).toContain('1 of 4 done');
  expect(slack.violations).toEqual([]);
  poster.close();
});

test('two processes in one busy channel: Slack turns some away, and everything is said once', async () => {
  const arena = await openArena();
  opened.push(arena);
  const { slack, message, lines, sent } = arena;
  const processes = [arena.sending, arena.restarted()];
  const posts = processes.flatMap(({ surface }, which) =>
    Array.from({ length: 15 }, (_, count) => surface.post(message(`handoff:${which}-${count}`, card('handoff', `Process ${which}, phase ${count}`)))),
  );
  let said = 0;
  const all = Promise.all(posts.map((post) => post.then(() => (said += 1))));
  for (let turns = 0; turns < 500 && said < posts.length; turns += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await arena.turn(500);
  }
  await all;
  const expected = [0, 1].flatMap((which) => Array.from({ length: 15 }, (_, count) => `Process ${which}, phase ${count}`));
  expect(lines().slice(1).toSorted()).toEqual(expected.toSorted());
  expect(sent.all().filter(({ ref }) => ref === null)).toEqual([]);
  // Whoever was turned away came back; nothing else was wrong with any call.
  expect(slack.violations.filter(({ kind }) => kind !== 'too-fast' && kind !== 'ignored-retry-after')).toEqual([]);
  expect(slack.violations.length).toBeGreaterThan(0);
});
