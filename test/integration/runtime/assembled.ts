/** The real ledger, queue, driver and desk on a database of their own, with a model that the test chooses. */
import { type Logger, pino } from 'pino';
import { type Database, openDatabase } from '../../../db/index.ts';
import type { OptionId } from '../../../src/engine/decision.ts';
import type { ArtifactId, DecisionId, WorkflowId } from '../../../src/engine/ids.ts';
import { channelId, decisionId, inputId, LOCAL_TENANT, personId, type ThreadId } from '../../../src/engine/ids.ts';
import type { Settings } from '../../../src/engine/settings.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { ActionReply, CommandReply } from '../../../src/ports/desk.ts';
import type { Library } from '../../../src/ports/library.ts';
import type { Model } from '../../../src/ports/model.ts';
import type { Surface } from '../../../src/ports/surface.ts';
import { createDriveQueue, type DriveQueue } from '../../../src/queue/index.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createIds } from '../../../src/runtime/ids.ts';
import { createRuntime, type Runtime } from '../../../src/runtime/index.ts';
import { readWorkflow } from '../../../src/runtime/read-workflow.ts';
import { libraryOf } from '../../fakes/library.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';

export interface Assembled {
  readonly runtime: Runtime;
  readonly queue: DriveQueue;
  readonly database: Database;
  say(text: string, options?: { thread?: ThreadId; actor?: string; input?: string; attachments?: readonly ArtifactId[] }): Promise<CommandReply>;
  /** Says it and expects a new workflow. */
  start(text: string): Promise<{ workflow: WorkflowId; thread: ThreadId }>;
  answer(decision: DecisionId, option: OptionId, text?: string): Promise<ActionReply>;
  state(workflow: WorkflowId): Promise<Workflow>;
  /** Resolves when the state is as wished. */
  reached(workflow: WorkflowId, wish: (state: Workflow) => boolean): Promise<Workflow>;
  close(): Promise<void>;
}

export interface AssembledOptions {
  readonly url: string;
  readonly model?: Model;
  readonly settings?: Partial<Settings>;
  readonly surface?: Surface;
  readonly clock?: Clock;
  readonly slots?: number;
  readonly modelConcurrency?: { readonly total: number; readonly perTenant: number };
  readonly library?: Library;
  readonly log?: Logger;
}

/** Posts at once: the page's own surface without its pace. */
const plainSurface: Surface = {
  name: 'web',
  pace: { editIntervalMs: () => 0, worthEditing: (card) => card },
  tells: () => true,
  post: ({ key }) => Promise.resolve(key),
  edit: () => Promise.resolve(),
};

export async function assemble(options: AssembledOptions): Promise<Assembled> {
  const { url, model = createRehearsalModel({ clock: systemClock }), settings = {}, surface = plainSurface, clock = systemClock } = options;
  const log = options.log ?? pino({ level: process.env.TEST_LOG_LEVEL ?? 'fatal' });
  const queue = createDriveQueue({ url, log, ...(options.slots === undefined ? {} : { slots: options.slots }) });
  const database = await openDatabase({ url, log, enqueue: queue.enqueue });
  await queue.start();
  const ids = createIds(systemClock);
  const library = options.library ?? libraryOf();
  const runtime = createRuntime({
    ...database,
    settings: database.settings(settings),
    costs: database.costs(database.settings(settings)),
    ...{
      queue,
      model,
      modelConcurrency: options.modelConcurrency ?? { total: 32, perTenant: 16 },
      library,
      surfaces: [surface],
      clock,
      ids,
      log,
      admins: [],
      keepsPeople: new Set(['web']),
    },
  });
  await runtime.start();
  const acting = (actor = 'ada', input = ids.next()) => ({
    tenant: LOCAL_TENANT,
    actor: personId(actor),
    groups: [],
    admin: true,
    input: inputId(input),
  });
  const say: Assembled['say'] = (text, { thread, actor, input, attachments = [] } = {}) =>
    runtime.desk.command({ ...acting(actor, input), surface: 'web', channel: channelId('general'), thread: thread ?? null, text, attachments });
  const state = async (workflow: WorkflowId) => {
    const found = await readWorkflow(database.archive, LOCAL_TENANT, workflow);
    if (!found) throw new Error(`There is no workflow ${workflow}`);
    return found;
  };
  return {
    runtime,
    queue,
    database,
    say,
    async start(text) {
      const reply = await say(text);
      if (reply.kind !== 'started') throw new Error(`"${text}" started nothing: ${reply.kind}`);
      return { workflow: reply.workflow, thread: reply.thread };
    },
    answer: (decision, option, text) => runtime.desk.answer({ ...acting(), decision: decisionId(decision), option, text: text ?? null }),
    state,
    reached: (workflow, wish) =>
      until(async () => {
        const now = await state(workflow);
        return wish(now) ? now : null;
      }),
    async close() {
      await runtime.leave();
      await queue.stop();
      await database.close();
    },
  };
}

/** An assembled runtime on a fresh database; closing drops it. */
export async function assembleFresh(options: Omit<AssembledOptions, 'url'> = {}): Promise<Assembled & { readonly url: string }> {
  const fresh = await freshDatabase();
  const assembled = await assemble({ ...options, url: fresh.url });
  return {
    ...assembled,
    url: fresh.url,
    async close() {
      await assembled.close();
      await fresh.drop();
    },
  };
}
