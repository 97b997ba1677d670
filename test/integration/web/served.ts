/** The real page on a real runtime and a database of its own, listening on a free port of the loopback address. */
import { type Logger, pino } from 'pino';
import type { WebDeps } from '../../../adapters/web/deps.ts';
import type { RunningWeb, WebConfig } from '../../../adapters/web/index.ts';
import { startWeb } from '../../../adapters/web/index.ts';
import type { Settings } from '../../../src/engine/settings.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Library } from '../../../src/ports/library.ts';
import type { Model } from '../../../src/ports/model.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createIds } from '../../../src/runtime/ids.ts';
import { libraryOf } from '../../fakes/library.ts';
import { until } from '../../until.ts';
import { type Assembled, assembleFresh } from '../runtime/assembled.ts';

export interface Served {
  readonly baton: Assembled & { readonly url: string };
  readonly base: string;
  readonly port: number;
  readonly webDeps: WebDeps;
  /** The page goes away, and comes back on the same port; the runtime stays. */
  stopPage(): Promise<void>;
  startPage(): Promise<void>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** As a program: JSON without an origin. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** As our own page: a form with its origin. */
  form(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  workflow(id: string): Promise<WorkflowJson>;
  /** Resolves when the API shows it as wished. */
  reached(id: string, wish: (workflow: WorkflowJson) => boolean): Promise<WorkflowJson>;
  close(): Promise<void>;
}

/** The promised part of `GET /api/workflows/:id`. */
export interface WorkflowJson {
  readonly id: string;
  readonly number: number;
  readonly tenant: string;
  readonly thread: string;
  readonly task: string;
  readonly taskFile: { readonly url: string } | null;
  readonly inputs: readonly { readonly id: string; readonly name: string }[];
  readonly pattern: string | null;
  readonly status: string;
  readonly complexity: { readonly level: string; readonly score: number; readonly indicators: readonly unknown[] } | null;
  readonly plan: {
    readonly hash: string;
    readonly revision: number;
    readonly phases: readonly { readonly id: string; readonly title: string; readonly workstreams: readonly string[] }[];
    readonly workstreams: readonly WorkstreamJson[];
  } | null;
  readonly decisions: readonly DecisionJson[];
  readonly handoffs: readonly unknown[];
  readonly coverage: { readonly done: number; readonly total: number; readonly missing: readonly { readonly id: string; readonly why: string }[] };
  readonly costUsd: number;
}

export interface WorkstreamJson {
  readonly id: string;
  readonly title: string;
  readonly agent: string;
  readonly persona: string | null;
  readonly skills: readonly string[];
  readonly dependsOn: readonly string[];
  readonly status: string;
  readonly attempts: number;
  readonly estimateMinutes: number;
  readonly tokens: { readonly input: number; readonly output: number };
  readonly costUsd: number;
  readonly artifacts: readonly { readonly id: string; readonly name: string }[];
}

export interface DecisionJson {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly answeredBy: string | null;
  readonly answer: string | null;
  readonly at: string | null;
}

export interface ServeOptions {
  readonly config?: Partial<WebConfig>;
  readonly model?: Model;
  readonly settings?: Partial<Settings>;
  readonly clock?: Clock;
  readonly personas?: readonly { readonly name: string; readonly description: string }[];
  readonly library?: Library;
  /** Of the page and the runtime. */
  readonly log?: Logger;
}

export async function serveFresh({
  config = {},
  model,
  clock = systemClock,
  library = libraryOf(),
  personas = library.personas(),
  settings: chosen = {},
  log: own,
}: ServeOptions = {}): Promise<Served> {
  const baton = await assembleFresh({ ...(model === undefined ? {} : { model }), ...(own === undefined ? {} : { log: own }), settings: chosen, library });
  const log = own ?? pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const { archive, artifacts, changes } = baton.database;
  const settings = baton.database.settings(chosen);
  const webDeps = (port: number): WebDeps => ({
    ...{ desk: baton.runtime.desk, archive, artifacts, changes, settings, costs: baton.database.costs(settings) },
    ...{ ids: createIds(systemClock), clock, log, personas: () => Promise.resolve(personas) },
    config: { host: '127.0.0.1', users: [], publicUrl: null, admins: [], modelKind: 'rehearsal', ...config, port },
    health: () => Promise.resolve({ ok: true, parts: { database: 'ok' } }),
  });
  const listen = (port: number): Promise<RunningWeb> => startWeb(webDeps(port));
  let web = await listen(0);
  const { port } = web;
  const base = `http://127.0.0.1:${port}`;
  const workflow = async (id: string): Promise<WorkflowJson> => (await (await fetch(`${base}/api/workflows/${id}`)).json()) as WorkflowJson;
  return {
    baton,
    base,
    port,
    webDeps: webDeps(port),
    stopPage: () => web.close(),
    async startPage() {
      web = await listen(port);
    },
    get: (path, headers = {}) => fetch(base + path, { headers, redirect: 'manual' }),
    post: (path, body, headers = {}) =>
      fetch(base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        redirect: 'manual',
      }),
    form: (path, fields, headers = {}) =>
      fetch(base + path, { method: 'POST', headers: { origin: base, ...headers }, body: new URLSearchParams(fields), redirect: 'manual' }),
    workflow,
    reached: (id, wish) =>
      until(async () => {
        const now = await workflow(id);
        return wish(now) ? now : null;
      }),
    async close() {
      await web.close();
      await baton.close();
    },
  };
}

/** Sends a command and returns its workflow once it waits for approval. */
export async function planned(
  served: Served,
  text: string,
  as = 'ada',
  within?: string,
): Promise<{ readonly id: string; readonly thread: string; readonly decision: string }> {
  const reply = await served.post('/api/commands', { text, as, ...(within === undefined ? {} : { thread: within }) });
  if (reply.status !== 202) throw new Error(`${reply.status}: ${await reply.text()}`);
  const { workflow, thread } = (await reply.json()) as { workflow: string; thread: string };
  const found = await served.reached(workflow, ({ status }) => status === 'waiting');
  const decision = found.decisions.find(({ status }) => status === 'open');
  if (!decision) throw new Error('nothing is asked');
  return { id: workflow, thread, decision: decision.id };
}
