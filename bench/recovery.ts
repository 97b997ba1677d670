/**
 * How long work stands still after `kill -9` of the process that drives it: until the next one has taken it over and made
 * a call again, as the ledger shows it. Real processes of `src/main.ts`, with the rehearsal model. Once with nobody left, where
 * the time counts from the kill through a new start; once with a second process alive.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const TIMES = 5;
/** One is done and one is in the middle of its call when the process dies. */
const TASK = '/orchestrate Compare the stores AND write the guide [[slow:25s]] THEN review both for risk';
const LOOK_MS = 20;
/** Nobody waits longer for a figure: something is broken. */
const LIMIT_MS = 60_000;
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

const startedSchema = z.object({ workflow: z.string() });
const workflowSchema = z.object({
  plan: z.object({ workstreams: z.array(z.object({ title: z.string(), status: z.string() })) }).nullable(),
  decisions: z.array(z.object({ id: z.string(), status: z.string() })),
});
const eventsSchema = z.object({ events: z.array(z.object({ kind: z.string() })) });

interface Process {
  readonly address: string;
  kill(): Promise<void>;
}

export async function measureRecovery(url: string, report: (line: object) => void): Promise<void> {
  for (const [who, measure] of [
    ['the only process, started again at once', alone],
    ['a second process alive', withAnother],
  ] as const) {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) times.push(Math.round(await measure(url)));
    times.sort((one, other) => one - other);
    report({
      workload: 'recovery',
      who,
      times: times.length,
      median_ms: times[Math.floor(times.length / 2)],
      min_ms: times[0],
      max_ms: times.at(-1),
      all_ms: times,
    });
  }
}

async function alone(url: string): Promise<number> {
  const first = await start(url);
  const workflow = await midPhase(first);
  const killedAt = performance.now();
  await first.kill();
  const second = await start(url);
  try {
    return await resumed(second, workflow, killedAt);
  } finally {
    await done(second, workflow);
  }
}

async function withAnother(url: string): Promise<number> {
  const first = await start(url);
  const workflow = await midPhase(first);
  const second = await start(url);
  const killedAt = performance.now();
  await first.kill();
  try {
    return await resumed(second, workflow, killedAt);
  } finally {
    await done(second, workflow);
  }
}

/** The second time of the work is under way: the receipt is in the ledger, and its call has been started. */
async function resumed(baton: Process, workflow: string, from: number): Promise<number> {
  await looked(async () => {
    const { events } = eventsSchema.parse(await ask(baton, `/api/workflows/${workflow}/events`));
    const receipt = events.findIndex(({ kind }) => kind === 'driver-resumed');
    return receipt >= 0 && events.slice(receipt).some(({ kind }) => kind === 'attempt-started');
  });
  return performance.now() - from;
}

async function midPhase(baton: Process): Promise<string> {
  const { workflow } = startedSchema.parse(await ask(baton, '/api/commands', { text: TASK }));
  const look = async () => workflowSchema.parse(await ask(baton, `/api/workflows/${workflow}`));
  const decision = await looked(async () => (await look()).decisions.find(({ status }) => status === 'open'));
  await ask(baton, `/api/decisions/${decision.id}`, { option: 'approve' });
  await looked(async () => {
    const [compare, guide] = (await look()).plan?.workstreams ?? [];
    return compare?.status === 'done' && guide?.status === 'running';
  });
  return workflow;
}

/** What was measured must not run into the next measurement. */
async function done(baton: Process, workflow: string): Promise<void> {
  await ask(baton, `/api/workflows/${workflow}/overrides`, { kind: 'cancel' });
  await baton.kill();
}

async function start(url: string): Promise<Process> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, ['--max-semi-space-size=8', MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return { address: await readyAt(child), kill: () => killed(child) };
}

function readyAt(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const address = /^Baton is ready: (\S+)$/mu.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Baton ended before it was ready:\n${printed}`)));
  });
}

async function killed(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function ask({ address }: Process, path: string, body?: object): Promise<unknown> {
  const sent = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ as: 'bench', ...body }) };
  const response = await fetch(new URL(path, address), sent);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return await response.json();
}

async function looked<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (const from = performance.now(); performance.now() - from < LIMIT_MS; await pause(LOOK_MS)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`not seen within ${LIMIT_MS} ms`);
}
