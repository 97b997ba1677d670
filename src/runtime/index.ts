/** The runtime put together from ports, without a look at the environment: by `main.ts`, by tests and by the benchmark. */
import type { Logger } from 'pino';
import type { WorkflowId } from '../engine/ids.ts';
import type { Archive } from '../ports/archive.ts';
import type { Artifacts } from '../ports/artifacts.ts';
import type { Changes } from '../ports/changes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Costs } from '../ports/costs.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { CommandReply, CommandRequest, Desk } from '../ports/desk.ts';
import type { History } from '../ports/history.ts';
import type { Ids } from '../ports/ids.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { DriveJobs } from '../ports/jobs.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Library } from '../ports/library.ts';
import type { Model } from '../ports/model.ts';
import type { Posts } from '../ports/posts.ts';
import type { Retention } from '../ports/retention.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { Surface } from '../ports/surface.ts';
import { type CallLimits, createCallSlots } from './call-slots.ts';
import { dailyCleanUp } from './cleanup.ts';
import { startDaily } from './daily.ts';
import { createDesk } from './desk.ts';
import type { DeskDeps } from './desk-deps.ts';
import { type AskedWork, startWorkflow } from './desk-request.ts';
import { createDriver } from './driver.ts';
import { createInboxWatch } from './inbox-watch.ts';
import { forgivingHistory } from './like-runs.ts';
import { createOutcomes } from './outcomes.ts';
import { createPoster } from './poster.ts';
import { surfaceNamed } from './surface-named.ts';
import { type Sweeper, startSweeper } from './sweeper.ts';

const NO_LIMITS: CallLimits = { total: Number.POSITIVE_INFINITY, perTenant: Number.POSITIVE_INFINITY };

export interface RuntimeDeps {
  readonly ledger: Ledger;
  readonly inbox: Inbox;
  readonly artifacts: Artifacts;
  readonly posts: Posts;
  readonly archive: Archive;
  readonly settings: SettingsStore;
  readonly costs: Costs;
  readonly history: History;
  readonly retention: Retention;
  readonly deliveries: Pick<Deliveries, 'forget'>;
  readonly changes: Changes;
  readonly queue: DriveJobs;
  readonly model: Model;
  /** Model calls at once in this process. The rehearsal model needs no limit. */
  readonly modelConcurrency: CallLimits;
  readonly library: Library;
  readonly surfaces: readonly Surface[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Who may change settings; empty: anyone who may use the surface. */
  readonly admins: readonly string[];
  /** Surfaces whose threads have no copy of what people wrote. */
  readonly keepsPeople: ReadonlySet<string>;
}

export interface Runtime {
  readonly desk: Desk;
  /** Starts a workflow as the desk does, with a plan that is given as data instead of typed. */
  begin(request: CommandRequest, asked: AskedWork): Promise<CommandReply>;
  /** Starts to drive. */
  start(): Promise<void>;
  /** Drives in progress. */
  active(): number;
  /** Takes no new work and hands back what does not finish in the grace. The queue goes on until the caller stops it. */
  leave(): Promise<void>;
}

export function createRuntime(given: RuntimeDeps): Runtime {
  const deps = { ...given, history: forgivingHistory(given.history, given.log) };
  const { queue, clock, log, posts } = deps;
  const outcomes = createOutcomes();
  const inboxWatch = createInboxWatch(deps);
  const driver = createDriver({
    ...deps,
    inboxWatch,
    outcomes,
    slots: createCallSlots(deps.model.kind === 'real' ? deps.modelConcurrency : NO_LIMITS),
    jobs: queue,
    posterFor: (workflow, epoch, onNews) => createPoster({ posts, surface: surfaceNamed(workflow.place.surface, deps.surfaces), epoch, clock, log, onNews }),
  });
  const deskDeps: DeskDeps = {
    ...deps,
    outcomes,
    nudge: queue.nudge,
    wake: (workflow: WorkflowId) => queue.wake(workflow),
    rehearsal: deps.model.kind === 'rehearsal',
  };
  let sweeper: Sweeper | null = null;
  let endDaily: (() => void) | null = null;

  return {
    desk: createDesk(deskDeps),
    begin: (request, asked) => startWorkflow(request, asked, deskDeps),
    async start() {
      queue.consume(driver.run);
      sweeper = startSweeper({ ledger: deps.ledger, jobs: queue, clock, log });
      await sweeper.sweep();
      endDaily = startDaily(() => dailyCleanUp(deps), clock, log);
    },
    active: () => driver.active,
    async leave() {
      sweeper?.close();
      endDaily?.();
      const stopped = queue.stopFetching();
      driver.leave();
      await stopped;
      await queue.idle();
      inboxWatch.close();
    },
  };
}
