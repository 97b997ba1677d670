/** W1, W2 and W3: given plans from the request to the end, through ledger, queue and driver. */
import { setTimeout as pause } from 'node:timers/promises';
import { decide } from '../src/engine/decide.ts';
import { inputId, personId, phaseId, threadId, type WorkflowId, workflowId, workstreamId } from '../src/engine/ids.ts';
import type { Plan, Workstream } from '../src/engine/plan.ts';
import { DEFAULT_SETTINGS, type Settings } from '../src/engine/settings.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import { type BenchBaton, CHANNEL, startBaton, TENANT } from './baton.ts';
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
  const run = (plan: Plan) => runToEnd(baton, surface === 'web' ? 'web' : SILENT, plan, ends.wait);
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

/** Opens a workflow as the desk does, with a plan that it has not made, and waits for the append that ends it. */
async function runToEnd(baton: BenchBaton, surface: string, givenPlan: Plan, wait: (workflow: WorkflowId) => Promise<void>): Promise<void> {
  const workflow = workflowId(baton.ids.next());
  const ended = wait(workflow);
  const input = inputId(baton.ids.next());
  const place = { tenant: TENANT, surface, channel: CHANNEL, thread: threadId(baton.ids.next()) };
  await baton.ledger.open({
    tenant: TENANT,
    workflow,
    input,
    artifacts: [],
    first: (number) => {
      const now = Date.now();
      const task = { kind: 'inline', text: 'bench' } as const;
      const request = {
        kind: 'request',
        workflow,
        number,
        place,
        requester: personId('bench'),
        mode: 'parallel',
        task,
        inputs: [],
        settings: SETTINGS,
        givenPlan,
        reuse: null,
        rehearsal: false,
      } as const;
      const decided = decide({ kind: 'none' }, request, now);
      if (decided.after.kind === 'none') throw new Error('the request was not taken');
      return { recorded: decided.events.map((event, index) => ({ seq: index + 1, at: now, input, event })), after: decided.after };
    },
  });
  baton.wake();
  await ended;
}

function endings(): { watch(real: Ledger): Ledger; wait(workflow: WorkflowId): Promise<void> } {
  const waiting = new Map<WorkflowId, () => void>();
  return {
    watch: (real) => ({
      ...real,
      async append(batch) {
        const appended = await real.append(batch);
        const { stage } = batch.after;
        if (stage.kind === 'ended') {
          if (stage.outcome !== 'completed') throw new Error(`a workflow ended as ${stage.outcome}`);
          waiting.get(batch.workflow)?.();
          waiting.delete(batch.workflow);
        }
        return appended;
      },
    }),
    wait: (workflow) => new Promise((resolve) => waiting.set(workflow, resolve)),
  };
}

function fanOut(): Plan {
  return planOf(Array.from({ length: 5 }, (_, index) => workstream(index + 1, [])));
}

function chain(steps: number): Plan {
  return planOf(Array.from({ length: steps }, (_, index) => workstream(index + 1, index === 0 ? [] : [index])));
}

/** One phase that hands nothing on: the peers have no handoffs. */
function planOf(workstreams: readonly Workstream[]): Plan {
  const phase = {
    id: phaseId('p1'),
    title: 'Bench',
    workstreams: workstreams.map(({ id }) => id),
    persona: null,
    skills: [],
    gate: 'none',
    handoff: false,
  } as const;
  return { v: 1, pattern: 'mixed', reason: 'bench', phases: [phase], workstreams };
}

function workstream(number: number, dependsOn: readonly number[]): Workstream {
  return {
    id: workstreamId(String(number)),
    title: `Task ${number}`,
    task: `Do task ${number}.`,
    agent: 'general',
    persona: null,
    skills: [],
    dependsOn: dependsOn.map((other) => workstreamId(String(other))),
    estimateMinutes: 1,
    output: 'text',
    deliverable: `task-${number}.md`,
    successCheck: null,
  };
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
