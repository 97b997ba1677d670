/** One call of the REST API: counted, broken on demand, kept to the rates, let in, done, and answered. */
import type { Fault } from '../faults.ts';
import type { Loose } from '../loose.ts';
import type { Server } from '../server-parts.ts';
import type { Call } from '../world/world.ts';
import type { InvalidRequests } from './invalid-requests.ts';
import { type Rates, tooFastHeaders } from './rates.ts';
import { Refusal } from './refusal.ts';
import type { Read } from './request.ts';
import type { Context, Route } from './route.ts';
import { matched } from './routes.ts';

export type Answered =
  | { readonly kind: 'broken' }
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Record<string, string>; readonly body: Loose | undefined };

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  readonly read: () => Promise<Read>;
}

export interface Desk {
  readonly server: Server;
  readonly rates: Rates;
  readonly invalid: InvalidRequests;
}

/** Refusals that say that a body was beyond what Discord takes. */
const BEYOND = [50035, 50006, 40005, 50109];

export async function answerCall(desk: Desk, asked: Asked): Promise<Answered> {
  const { world, faults } = desk.server;
  const found = matched(asked.method, asked.path);
  const read = await asked.read().catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
  const { body, uploads } = read instanceof Refusal ? { body: {}, uploads: [] } : read;
  const call: Call = {
    route: found?.route.name ?? 'unknown',
    method: asked.method,
    path: asked.path,
    body,
    files: uploads.map((one) => one.name),
    at: world.time.now(),
    status: null,
    code: null,
  };
  world.calls.push(call);
  const fault = faults.take(call.route, body);
  const early = fault && (await before(fault));
  const answered = early ?? (await run(desk, asked, found, read, call));
  const after: Answered = fault?.kind === 'lose-answer' ? { kind: 'broken' } : answered;
  if (fault?.kind === 'hold-answer') await fault.until;
  call.status = after.kind === 'broken' ? 'broken' : after.status;
  if (after.kind === 'answer') desk.invalid.note(after.headers['x-ratelimit-scope'] === 'shared' ? 200 : after.status);
  return after;
}

async function before(fault: Fault): Promise<Answered | null> {
  switch (fault.kind) {
    case 'lose-call':
      return { kind: 'broken' };
    case 'server-error':
      return answer(fault.status ?? 500, { message: '500: Internal Server Error', code: 0 });
    case 'rate-limited': {
      const { retryAfter, global = false } = fault;
      return answer(429, { message: 'You are being rate limited.', retry_after: retryAfter, global }, tooFastHeaders(retryAfter, global));
    }
    case 'refuse':
      return refused(new Refusal(fault.code));
    case 'hang':
      await fault.until;
      return null;
    case 'lose-answer':
    case 'hold-answer':
      return null;
    default:
      throw new Error(`unknown: ${JSON.stringify(fault satisfies never)}`);
  }
}

async function run(desk: Desk, asked: Asked, found: ReturnType<typeof matched>, read: Read | Refusal, call: Call): Promise<Answered> {
  const { server, rates, invalid } = desk;
  const { world } = server;
  const ban = invalid.bannedFor();
  if (ban !== null) return answer(429, 'You are being blocked from accessing our API temporarily.', { 'retry-after': String(ban) });
  if (!found) {
    world.violations.push({ kind: 'unknown-route', method: asked.method, path: asked.path });
    return answer(404, { message: '404: Not Found', code: 0 });
  }
  const { route, params } = found;
  if (route.auth === 'bot' && asked.authorization !== `Bot ${world.app.token}`) return note(call, refused(new Refusal(0)), 0);
  const body = read instanceof Refusal ? {} : read.body;
  const verdict = rates.take(route.name, route.bucket, majorOf(route, params), route.within?.({ server, params, body }));
  if (verdict.kind === 'too-fast') {
    const { retryAfter, global, headers, refusal } = verdict;
    const said = refusal === undefined ? { message: 'You are being rate limited.' } : new Refusal(refusal).body();
    return note(call, answer(429, { ...said, retry_after: retryAfter, global }, headers), refusal ?? null);
  }
  const context: Context = {
    server,
    route: route.name,
    params,
    query: asked.query,
    body,
    uploads: read instanceof Refusal ? [] : read.uploads,
  };
  try {
    if (read instanceof Refusal) throw read;
    const done = await route.run(context);
    return answer(done.status, done.body, verdict.headers);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (BEYOND.includes(error.code)) world.violations.push({ kind: 'invalid', route: route.name, code: error.code, problems: problemsIn(error.errors) });
    return note(call, refused(error, verdict.headers), error.code);
  }
}

function note(call: Call, answered: Answered, code: number | null): Answered {
  call.code = code;
  return answered;
}

function refused(refusal: Refusal, headers: Record<string, string> = {}): Answered {
  return answer(refusal.status, refusal.body(), headers);
}

function answer(status: number, body: Loose | undefined, headers: Record<string, string> = {}): Answered {
  return { kind: 'answer', status, headers, body };
}

function majorOf({ bucket }: Route, params: Readonly<Record<string, string>>): string {
  return bucket === null || bucket.by === 'app' ? '' : (params[bucket.by] ?? '');
}

/** `components.0.label: Must be 80 or fewer in length.` */
function problemsIn(errors: Loose, path: readonly string[] = []): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  const own = (errors._errors ?? []).map((one: Loose) => `${path.join('.')}: ${one.message}`);
  const inside = Object.entries(errors).filter(([key]) => key !== '_errors');
  return [...own, ...inside.flatMap(([key, value]) => problemsIn(value, [...path, key]))];
}
