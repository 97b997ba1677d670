/**
 * Processes that die at named points, before and after commits and posts, beside each other on one database: whoever is
 * left finishes every run, says what was repeated, and posts nothing twice. The simulation goes through all points; this
 * is the sample with real processes.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { verifyLedger } from '../../../db/verify.ts';
import { COMPILED_ONCE } from '../../compiled.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type BatonProcess, startProcess } from './baton-process.ts';

const PROGRAM = fileURLToPath(new URL('./faulty-process.ts', import.meta.url));
const FAULTS = ['before-append:2', 'after-append:3', 'before-post:1', 'after-post:2', 'after-takeover:1', 'before-deliver:1', 'after-deliver:1'];
const startedSchema = z.object({ workflow: z.string(), thread: z.string() });

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly run: z.infer<typeof startedSchema> | null;
}

function untilItDies(url: string, fault: string): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH, HOME, ...COMPILED_ONCE, DATABASE_URL: url, FAULT: fault },
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((resolve) => {
    child.once('close', (_code, signal) => {
      const line = printed.split('\n')[0] ?? '';
      resolve({ signal, run: line === '' ? null : startedSchema.parse(JSON.parse(line)) });
    });
  });
}

async function approve(address: string, decision: string): Promise<void> {
  const body = JSON.stringify({ option: 'approve', as: 'ada' });
  const response = await fetch(new URL(`/api/decisions/${decision}`, address), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect([200, 202, 409]).toContain(response.status);
}

test('every run ends as if nothing had happened', { timeout: 180_000 }, async () => {
  const fresh = await freshDatabase();
  let survivor: BatonProcess | null = null;
  try {
    const ended: Ended[] = [];
    // Two at a time: the one that lives longer may take over what the other one left.
    for (let n = 0; n < FAULTS.length; n += 2) ended.push(...(await Promise.all(FAULTS.slice(n, n + 2).map((fault) => untilItDies(fresh.url, fault)))));
    expect(ended.map(({ signal }) => signal)).toEqual(FAULTS.map(() => 'SIGKILL'));

    const alive = await startProcess({ env: { DATABASE_URL: fresh.url } });
    survivor = alive;
    const listed = z.object({ workflows: z.array(z.object({ id: z.string(), thread: z.string() })) });
    const { workflows } = listed.parse(await (await fetch(new URL('/api/workflows', alive.address))).json());
    // What had been told to anyone is there.
    for (const { run } of ended) if (run) expect(workflows.map(({ id }) => id)).toContain(run.workflow);
    for (const { id, thread } of workflows) {
      await until(async () => {
        const view = await alive.workflow(id);
        const open = view.decisions.find(({ status, kind }) => status === 'open' && kind === 'plan-approval');
        // It may have been approved already, in the inbox, by the process that died.
        if (open) await approve(alive.address, open.id);
        return view.status === 'completed';
      });
      const keys = await until(async () => {
        const now = (await alive.messages(thread)).flatMap(({ key }) => key ?? []);
        return now.includes('end') && now;
      });
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect(await verifyLedger(fresh.url, (difference) => expect(difference).toBeNull())).toMatchObject({ workflows: workflows.length, differences: 0 });
  } finally {
    survivor?.kill('SIGKILL');
    await survivor?.exited;
    await fresh.drop();
  }
});
