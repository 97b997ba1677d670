/** A real page on a real runtime and database, with runs in several states to aim at, and a judge of what was left behind. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import postgres from 'postgres';
import type { WebConfig } from '../../adapters/web/index.ts';
import { verifyLedger } from '../../db/verify.ts';
import { channelId, inputId, type PersonId, personId, type ThreadId, tenantId, workflowId } from '../../src/engine/ids.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Desk } from '../../src/ports/desk.ts';
import { readWorkflow } from '../../src/runtime/read-workflow.ts';
import { type Served, serveFresh } from '../integration/web/served.ts';
import { until } from '../until.ts';
import { type Names, ROLES, type RunField, type RunRole } from './names.ts';
import { createTraceReader, type Traces } from './traces.ts';

export interface Arena {
  readonly served: Served;
  readonly desk: Desk;
  /** What the names stand for now; made anew now and then, because cases end what they hit. */
  names(): Promise<Names>;
  traces(): Promise<Traces>;
  /** It has so many runs that judging them all takes longer than opening another. */
  worn(): boolean;
  /** What is in the log was said to a former target. */
  begin(): void;
  /** The newest error in the log. */
  logged(): string;
  /** Throws when anything was logged as an error, or when the tables differ from the events. */
  judge(): Promise<void>;
  close(): Promise<void>;
}

/** Cases that hit the same runs. */
const RENEWED_EVERY = 150;
const WORN_AFTER = 15_000;
export const OTHER_TENANT = tenantId('T0OTHER');
const EVE: PersonId = personId('eve');

export async function openArena(config: Partial<WebConfig> = {}): Promise<Arena> {
  const errors: string[] = [];
  const sink = new Writable({
    write(line: Buffer, _encoding, done) {
      errors.push(line.toString());
      done();
    },
  });
  const served = await serveFresh({ config, log: pino({ level: 'error' }, sink) });
  const { desk } = served.baton.runtime;
  const sql = postgres(served.baton.url, { max: 1, onnotice: () => undefined });
  const traces = await createTraceReader(sql, EVE);
  let names: Names | null = null;
  let uses = 0;
  return {
    served,
    desk,
    async names() {
      uses += 1;
      if (names === null || uses % RENEWED_EVERY === 0) {
        // Cases may have set budgets of a cent, or let everything start unasked.
        await sql`delete from settings`;
        if (names !== null) await endRuns(served, names);
        names = await makeRuns(served);
        await traces.mark();
      }
      return names;
    },
    traces: () => traces.read(),
    worn: () => uses > WORN_AFTER,
    begin: () => void errors.splice(0),
    logged: () => errors.at(-1) ?? 'nothing was logged',
    async judge() {
      const logged = errors.splice(0);
      if (logged.length > 0) throw new Error(`${logged.length} errors in the log, the first: ${logged[0]?.slice(0, 3_000)}`);
      const differences: string[] = [];
      await verifyLedger(served.baton.url, (difference) => differences.push(JSON.stringify(difference)));
      if (differences.length > 0) throw new Error(`the tables differ from the events: ${differences.slice(0, 5).join(', ')}`);
      const health = await served.get('/healthz');
      if (health.status !== 200) throw new Error(`the page is not well: ${health.status}`);
    },
    async close() {
      await sql.end({ timeout: 5 });
      await served.close();
    },
  };
}

async function makeRuns(served: Served): Promise<Names> {
  const [waiting, running, ended, foreign, listed] = await Promise.all([
    makeRun(served, 'waiting', '/orchestrate Compare one AND two THEN three', 'awaiting-approval'),
    makeRun(served, 'running', '/parallel "explore: look [[slow:30s]]" "general: write [[fail]]"', 'failure-menu'),
    makeRun(served, 'ended', '/parallel "explore: look here" "general: write there"', 'ended'),
    makeRun(served, 'foreign', '/orchestrate A secret AND another THEN a third', 'awaiting-approval'),
    makeList(served),
  ]);
  return { waiting, running, ended, foreign, listed };
}

/** What is still at work would take up the model's slots for those that come after. */
async function endRuns({ baton }: Served, names: Names): Promise<void> {
  for (const role of ROLES) {
    const workflow = workflowId(names[role].workflow);
    await baton.runtime.desk.override({ ...acting(role), workflow, change: { kind: 'cancel' } });
  }
}

const acting = (role: RunRole) => ({
  tenant: role === 'foreign' ? OTHER_TENANT : tenantId('local'),
  actor: EVE,
  groups: [],
  admin: true,
  input: inputId(`arena-${role}-${crypto.randomUUID()}`),
});

async function makeRun(
  served: Served,
  role: RunRole,
  text: string,
  wish: 'awaiting-approval' | 'failure-menu' | 'ended',
): Promise<Readonly<Record<RunField, string>>> {
  const { runtime, database } = served.baton;
  const { tenant } = acting(role);
  const reply = await runtime.desk.command({ ...acting(role), surface: 'web', channel: channelId('general'), thread: null, text, attachments: [] });
  if (reply.kind !== 'started') throw new Error(`"${text}" started nothing`);
  const state = () => readWorkflow(database.archive, tenant, reply.workflow);
  const asked = await until(async () => {
    const found = await state();
    return found && openDecisions(found).length > 0 ? found : null;
  });
  const [plan] = openDecisions(asked);
  if (wish !== 'awaiting-approval' && plan) await runtime.desk.answer({ ...acting(role), decision: plan.id, option: 'approve', text: null });
  const found = await until(async () => {
    const now = await state();
    if (!now) return null;
    if (wish === 'ended') return now.stage.kind === 'ended' ? now : null;
    return wish === 'awaiting-approval' || openDecisions(now).some(({ question }) => question.kind === wish) ? now : null;
  });
  const decision = openDecisions(found).at(-1) ?? [...found.decisions.values()].at(-1);
  const artifact = [...found.workstreams.values()].map(({ status }) => (status.kind === 'done' ? status.artifact.id : null)).find((id) => id !== null);
  return {
    workflow: reply.workflow,
    thread: reply.thread,
    decision: decision?.id ?? 'none',
    artifact: artifact ?? crypto.randomUUID(),
    number: String(reply.number),
    hash: found.proposal?.hash ?? 'none',
  };
}

/** Work that others do: one is completed, one has failed, one is open. */
async function makeList(served: Served): Promise<Readonly<Record<RunField, string>>> {
  const { runtime, database } = served.baton;
  const tenant = tenantId('local');
  const say = (text: string, thread: ThreadId | null) =>
    runtime.desk.command({
      ...{ tenant, actor: EVE, groups: [], admin: true, input: inputId(`arena-list-${crypto.randomUUID()}`) },
      ...{ surface: 'web', channel: channelId('general'), thread, text, attachments: [] },
    });
  const made = await say('/baton create --type fan_out\nt1: Review auth\nt2: Review the API\nt3: Review data', null);
  if (made.kind !== 'started') throw new Error('the list was not made');
  const reached = (wish: (workflow: Workflow) => boolean) =>
    until(async () => {
      const now = await readWorkflow(database.archive, tenant, made.workflow);
      return now && wish(now) ? now : null;
    });
  await reached(({ start }) => start !== null);
  await say('/baton update --task-id t1 --status completed --result "Fine."', made.thread);
  await say('/baton update --task-id t2 --status failed --result "no access"', made.thread);
  const found = await reached((workflow) => openDecisions(workflow).length > 0);
  const [artifact] = [...found.workstreams.values()].flatMap(({ status }) => (status.kind === 'supplied' ? [status.artifact.id] : []));
  return {
    workflow: made.workflow,
    thread: made.thread,
    decision: openDecisions(found)[0]?.id ?? 'none',
    artifact: artifact ?? crypto.randomUUID(),
    number: String(made.number),
    hash: found.proposal?.hash ?? 'none',
  };
}

/** Opened by the first that needs it, and anew for the next one once it is worn. */
export function shared(open: () => Promise<Arena>) {
  let opened: Promise<Arena> | null = null;
  return {
    async get(): Promise<Arena> {
      const before = await opened;
      if (before?.worn()) {
        opened = null;
        await before.close();
      }
      opened ??= open();
      return opened;
    },
    close: async (): Promise<void> => (await opened)?.close(),
  };
}
