/** Baton whole, at the local Slack: real PostgreSQL, real Bolt, the real desk and drives, and the rehearsal model. */
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createInstall } from '../../../adapters/slack/install/index.ts';
import { createPeople } from '../../../adapters/slack/people/index.ts';
import { type Receiving, startReceiving } from '../../../adapters/slack/receiving/start.ts';
import { createSlackSending } from '../../../adapters/slack/sending/index.ts';
import { type Database, openDatabase } from '../../../db/index.ts';
import type { SlackConfig } from '../../../src/config/slack-config.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import type { Settings } from '../../../src/engine/settings.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { loadLibrary } from '../../../src/library/load.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import { PATTERNS } from '../../../src/patterns/index.ts';
import type { Deliveries } from '../../../src/ports/deliveries.ts';
import { createDriveQueue } from '../../../src/queue/index.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createIds } from '../../../src/runtime/ids.ts';
import { createRuntime } from '../../../src/runtime/index.ts';
import type { FakeSlack } from '../../fakes/slack/server.ts';
import { TEAM } from '../../fakes/slack/world/seed.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';

export interface BatonAtSlack {
  readonly database: Database;
  readonly receiving: Receiving;
  /** The newest runs of the workspace, as they are now. */
  runs(team?: string): Promise<readonly Workflow[]>;
  /** Resolves with the newest run, once it is as wished. */
  run(wish?: (state: Workflow) => boolean): Promise<Workflow>;
  stop(): Promise<void>;
}

export interface BatonOptions {
  readonly slack: FakeSlack;
  /** Absent: a database of its own, dropped at the end. */
  readonly url?: string;
  readonly settings?: Partial<Settings>;
  readonly admins?: readonly string[];
  readonly receive?: 'socket' | 'http';
  /** False: takes what Slack delivers, and drives nothing. */
  readonly drives?: boolean;
  readonly deliveries?: (real: Deliveries) => Deliveries;
}

const SHIPPED_LIBRARY = fileURLToPath(new URL('../../../library', import.meta.url));

export async function batonAtSlack(options: BatonOptions): Promise<BatonAtSlack> {
  const { slack, settings: file = {}, admins = [], receive = 'socket', drives = true } = options;
  const fresh = options.url === undefined ? await freshDatabase() : null;
  const url = options.url ?? fresh?.url ?? '';
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const clock = systemClock;
  const ids = createIds(clock);
  const queue = createDriveQueue({ url, log });
  const database = await openDatabase({ url, log, enqueue: queue.enqueue });
  await queue.start();
  const settings = database.settings({ workflow_budget_usd: 20, ...file });
  const library = await loadLibrary({ folders: [SHIPPED_LIBRARY], patterns: PATTERNS.map(({ name }) => name), clock, log });
  const deliveries = options.deliveries?.(database.deliveries) ?? database.deliveries;
  const config: SlackConfig = {
    receive: receive === 'socket' ? { kind: 'socket', appToken: slack.appToken } : { kind: 'http', signingSecret: slack.signingSecret },
    install: { kind: 'one', botToken: slack.botToken },
    http: receive === 'http' ? { host: '127.0.0.1', port: 0 } : null,
    apiUrl: slack.url,
  };
  const { installations, sentMessages, archive, artifacts } = database;
  const install = createInstall(config, { installations, deliveries, clock, log, hide: () => () => undefined, installed: async () => undefined });
  const { tokens, routes } = install;
  const people = createPeople({ api: () => sending.api, settings, admins, clock, log });
  let receiving: Receiving | null = null;
  const sending = createSlackSending({
    ...{ tokens, sentMessages, artifacts, archive, installations, clock, log, apiUrl: slack.url, publicUrl: null },
    names: people.names,
    onUnreachable: (news) => receiving?.unreachable(news),
  });
  const runtime = createRuntime({
    ...database,
    ...{ settings, costs: database.costs(settings), queue, model: createRehearsalModel({ clock }), modelConcurrency: { total: 32, perTenant: 16 }, library },
    ...{ surfaces: [sending.surface], clock, ids, log, admins, keepsPeople: new Set<string>() },
  });
  const close = async () => {
    await runtime.leave();
    sending.close();
    await queue.stop();
    await database.close();
    await fresh?.drop();
  };
  if (drives) await runtime.start();
  receiving = await startReceiving({
    ...{ desk: runtime.desk, archive, artifacts, settings, deliveries, sentMessages, installations, ids, clock, log },
    ...{ config, publicUrl: null, tokens, routes, sending, people, admins },
    libraryNames: async () => ({ personas: library.personas().map(({ name }) => name), skills: library.skills().map(({ name }) => name) }),
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  if (receive === 'http') slack.deliversTo(`http://127.0.0.1:${receiving.port}/slack/events`);
  const started = receiving;

  async function runs(team = TEAM): Promise<readonly Workflow[]> {
    const tenant = tenantId(team);
    const found = await archive.workflows(tenant, { active: null, thread: null, limit: 300 });
    return (await Promise.all(found.map(({ id }) => archive.read(tenant, id)))).flatMap((one) => (one ? [one.workflow] : []));
  }

  return {
    database,
    receiving,
    runs,
    run: (wish = () => true) =>
      until(async () => {
        const [newest] = await runs();
        return newest && wish(newest) ? newest : null;
      }),
    async stop() {
      await started.stop();
      await close();
    },
  };
}
