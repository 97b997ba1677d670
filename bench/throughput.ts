/** W1, W2 and W3: given plans from the request to the end, through ledger, queue and driver. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Plan } from '../src/engine/plan.ts';
import { DEFAULT_SETTINGS, type Settings } from '../src/engine/settings.ts';
import { type BenchBaton, startBaton } from './baton.ts';
import { endings, planOf, runToEnd, workstream } from './given-runs.ts';
import { noOpModel } from './no-op-model.ts';
import { SILENT } from './silence.ts';

/** As in the peers' own scripts. */
const WORKFLOWS = 200;
const AT_ONCE = 8;
/** Ours alone; see docs/performance.md for what it does to the comparison. */
const WARM_UP = 60;
const SHORT_RUNS = 10;
const SHORT_STEPS = 10;
const LONG_STEPS = 100;
const SMALL_BYTES = 400;
const LARGE_BYTES = 4_000;

/** The cap is not what is measured. */
const SETTINGS: Settings = { ...DEFAULT_SETTINGS, confirm_before_execute: false, max_parallel_agents: 5, workflow_budget_usd: 10_000 };

export async function measureThroughput(url: string, surface: 'silent' | 'web', report: (line: object) => void): Promise<void> {
  const model = noOpModel(SMALL_BYTES);
  const ends = endings();
  const baton = await startBaton({ url, model, settings: SETTINGS, surface, watch: { ledger: ends.watch, posts: (real) => real } });
  const run = (givenPlan: Plan) => runToEnd({ baton, surface: surface === 'web' ? 'web' : SILENT, givenPlan, settings: SETTINGS, wait: ends.wait });
  try {
    const fan = fanOut();
    const short = chain(SHORT_STEPS);
    // A process that has been up for a minute: its code is compiled, and each connection has prepared its statements.
    await inParallel(WARM_UP, AT_ONCE, () => run(fan));
    await inParallel(SHORT_RUNS, 1, () => run(short));
    await quiet(baton);
    report({ workload: 'W1', surface, w1_per_s: rounded(WORKFLOWS / (await seconds(() => inParallel(WORKFLOWS, AT_ONCE, () => run(fan)))), 1) });
    await quiet(baton);
    report({
      workload: 'W2',
      surface,
      w2_ms_per_hop: rounded(((await seconds(() => inParallel(SHORT_RUNS, 1, () => run(short)))) * 1000) / (SHORT_RUNS * SHORT_STEPS), 2),
    });
    await quiet(baton);
    model.bytes = LARGE_BYTES;
    const long = chain(LONG_STEPS);
    report({ workload: 'W3', surface, w3_ms_per_hop: rounded(((await seconds(() => run(long))) * 1000) / LONG_STEPS, 2) });
  } finally {
    await baton.stop();
  }
}

/** The last cards of a workload are posted at the pace of the page; the next workload does not pay for them. */
async function quiet(baton: BenchBaton): Promise<void> {
  while (baton.active() > 0) await pause(10);
}

function fanOut(): Plan {
  return planOf(Array.from({ length: 5 }, (_, index) => workstream(index + 1, [])));
}

function chain(steps: number): Plan {
  return planOf(Array.from({ length: steps }, (_, index) => workstream(index + 1, index === 0 ? [] : [index])));
}

async function inParallel(times: number, atOnce: number, work: () => Promise<void>): Promise<void> {
  let started = 0;
  const one = async () => {
    while (started < times) {
      started += 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
