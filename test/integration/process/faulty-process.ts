/**
 * Baton without its page, which kills itself at one named point: before or after the commit of an append, before or
 * after a post is written down. `FAULT` is `<point>:<which time>`. It asks for one run and approves it. Only tests start it:
 * the points are in the ports that it hands to the runtime.
 */
import { pino } from 'pino';
import { webSurface } from '../../../adapters/web/index.ts';
import { openDatabase } from '../../../db/index.ts';
import { channelId, inputId, LOCAL_TENANT, personId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import { createDriveQueue } from '../../../src/queue/index.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createIds } from '../../../src/runtime/ids.ts';
import { createRuntime } from '../../../src/runtime/index.ts';
import { readWorkflow } from '../../../src/runtime/read-workflow.ts';
import { libraryOf } from '../../fakes/library.ts';
import { until } from '../../until.ts';

const url = process.env.DATABASE_URL ?? '';
const [point = '', which = '1'] = (process.env.FAULT ?? '').split(':');
let left = Number(which);

/** Nothing of this process runs on after it, as after a `kill -9` from outside. */
function reach(name: string): void {
  if (name !== point) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

async function around<T>(name: string, work: () => Promise<T>): Promise<T> {
  reach(`before-${name}`);
  const done = await work();
  reach(`after-${name}`);
  return done;
}

const log = pino({ level: 'silent' });
const queue = createDriveQueue({ url, log });
const database = await openDatabase({ url, log, enqueue: queue.enqueue });
await queue.start();
const { ledger, posts, inbox } = database;
const ids = createIds(systemClock);
const settings = database.settings({});
const runtime = createRuntime({
  ...database,
  ledger: {
    ...ledger,
    takeOver: (workflow) => around('takeover', () => ledger.takeOver(workflow)),
    append: (batch) => around('append', () => ledger.append(batch)),
  },
  inbox: { ...inbox, deliver: (delivery) => around('deliver', () => inbox.deliver(delivery)) },
  posts: { ...posts, record: (post) => around('post', () => posts.record(post)) },
  settings,
  costs: database.costs(settings),
  history: database.history,
  ...{
    queue,
    model: createRehearsalModel({ clock: systemClock }),
    modelConcurrency: { total: 32, perTenant: 16 },
    library: libraryOf(),
  },
  ...{ surfaces: [webSurface], clock: systemClock, ids, log, admins: [], keepsPeople: new Set(['web']) },
});
await runtime.start();

const acting = () => ({ tenant: LOCAL_TENANT, actor: personId('ada'), groups: [], admin: true, input: inputId(ids.next()) });
const text = '/orchestrate Compare the stores AND write the guide THEN review both for risk';
const reply = await runtime.desk.command({ ...acting(), surface: 'web', channel: channelId('general'), thread: null, text, attachments: [] });
if (reply.kind !== 'started') throw new Error(`not started: ${reply.kind}`);
process.stdout.write(`${JSON.stringify({ workflow: reply.workflow, thread: reply.thread })}\n`);
const decision = await until(async () => {
  const state = await readWorkflow(database.archive, LOCAL_TENANT, reply.workflow);
  return state && openDecisions(state)[0];
});
await runtime.desk.answer({ ...acting(), decision: decision.id, option: 'approve', text: null });
