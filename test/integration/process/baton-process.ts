/** Baton as a process of its own, spoken to over its JSON API. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { COMPILED_ONCE } from '../../compiled.ts';
import { until } from '../../until.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const startedSchema = z.object({ workflow: z.string(), thread: z.string() });
const workstreamSchema = z.object({ id: z.string(), title: z.string(), status: z.string(), attempts: z.number() });
const workflowSchema = z.object({
  id: z.string(),
  status: z.string(),
  plan: z.object({ workstreams: z.array(workstreamSchema) }).nullable(),
  decisions: z.array(z.object({ id: z.string(), status: z.string(), kind: z.string() })),
  panel: z.object({ awaits: z.string().nullable(), ruling: z.object({ option: z.string(), by: z.string() }).nullable() }).nullable(),
  supervised: z.array(z.object({ workstream: z.string(), choice: z.string() })),
});
const messagesSchema = z.object({ messages: z.array(z.object({ key: z.string().nullable(), text: z.string() })) });
export type WorkflowView = z.infer<typeof workflowSchema>;

export interface BatonProcess {
  readonly child: ChildProcess;
  readonly address: string;
  /** Everything that it has printed. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
  /** Exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals>;
  start(text: string): Promise<{ workflow: string; thread: string }>;
  workflow(id: string): Promise<WorkflowView>;
  approve(workflow: string): Promise<void>;
  /** Answers the open question of this kind, once it is there. */
  answer(workflow: string, kind: string, option: string, text?: string): Promise<void>;
  messages(thread: string): Promise<readonly { key: string | null; text: string }[]>;
}

export interface ProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** `npm start`, as people start it; else the program itself. */
  readonly npm?: boolean;
}

export async function startProcess({ env, npm = false }: ProcessOptions): Promise<BatonProcess> {
  const [command, args] = npm ? ['npm', ['start']] : [process.execPath, ['src/main.ts']];
  // A group of its own, so that the test can see whether anything of it is left.
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...bareEnvironment(), ...COMPILED_ONCE, PORT: '0', ...env },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const exited = new Promise<number | NodeJS.Signals>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal ?? 0)));
  let ended = false;
  void exited.then(() => (ended = true));
  const address = await until(() => {
    if (ended) throw new Error(`Baton ended before it was ready:\n${printed}`);
    return /^Baton is ready: (\S+)$/mu.exec(printed)?.[1];
  });

  async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const response = await fetch(new URL(path, address), {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return await response.json();
  }
  const workflow = async (id: string) => workflowSchema.parse(await ask('GET', `/api/workflows/${id}`));

  const answer: BatonProcess['answer'] = async (id, kind, option, text) => {
    const decision = await until(async () => (await workflow(id)).decisions.find((one) => one.kind === kind && one.status === 'open'));
    await ask('POST', `/api/decisions/${decision.id}`, { option, as: 'ada', ...(text === undefined ? {} : { text }) });
  };

  return {
    child,
    address,
    output: () => printed,
    kill: (signal) => child.kill(signal),
    exited,
    start: async (text) => startedSchema.parse(await ask('POST', '/api/commands', { text, as: 'ada' })),
    workflow,
    approve: (id) => answer(id, 'plan-approval', 'approve'),
    answer,
    messages: async (thread) => messagesSchema.parse(await ask('GET', `/api/threads/${thread}/messages`)).messages,
  };
}

/** Nothing of the machine's own settings reaches the process. */
function bareEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  return { PATH, HOME, ...(TMPDIR === '' ? {} : { TMPDIR }) };
}

export function statusOf(view: WorkflowView, title: string): string {
  return view.plan?.workstreams.find((workstream) => workstream.title.includes(title))?.status ?? 'not there';
}

export function attemptsOf(view: WorkflowView, title: string): number {
  return view.plan?.workstreams.find((workstream) => workstream.title.includes(title))?.attempts ?? -1;
}

/** Whether any process of the child's group is still there. */
export function groupIsAlive(child: ChildProcess): boolean {
  try {
    process.kill(-(child.pid ?? 0), 0);
    return true;
  } catch {
    return false;
  }
}
