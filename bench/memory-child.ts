/** Run by `memory.ts`. Idle first, then with the workflows waiting, each time after forced collections. */
import { setTimeout as pause } from 'node:timers/promises';
import { inputId, personId } from '../src/engine/ids.ts';
import { DEFAULT_SETTINGS } from '../src/engine/settings.ts';
import { type BenchBaton, CHANNEL, startBaton, TENANT } from './baton.ts';
import { noOpModel } from './no-op-model.ts';

const WAITING = 1_000;
const AT_ONCE = 50;
const MEGABYTE = 1024 * 1024;

const baton = await startBaton({
  url: process.env.PG_URL ?? '',
  model: noOpModel(400),
  settings: DEFAULT_SETTINGS,
  surface: 'web',
  watch: { ledger: (real) => real, posts: (real) => real },
});
const idle = await resident();
for (let opened = 0; opened < WAITING; opened += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, () => ask(baton)));
while (baton.active() > 0) await pause(50);
const waiting = await resident();
const mb = (bytes: number) => Number((bytes / MEGABYTE).toFixed(1));
console.log(
  JSON.stringify({
    workload: 'memory',
    waiting: WAITING,
    idle_mb: mb(idle.rss),
    waiting_mb: mb(waiting.rss),
    grown_mb: mb(waiting.rss - idle.rss),
    heap_grown_mb: mb(waiting.heap - idle.heap),
  }),
);
await baton.stop();

async function ask({ desk, ids }: BenchBaton): Promise<void> {
  const text = '/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk';
  await desk.command({
    tenant: TENANT,
    actor: personId('bench'),
    groups: [],
    admin: true,
    input: inputId(ids.next()),
    surface: 'web',
    channel: CHANNEL,
    thread: null,
    text,
    attachments: [],
  });
}

/** Twice, with a turn of the event loop between: what the first frees lets the second free more. */
async function resident(): Promise<{ readonly rss: number; readonly heap: number }> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await pause(250);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed };
}
