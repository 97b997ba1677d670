/** Baton whole, as it attaches to a Slack: real PostgreSQL, real Bolt, the real desk and drives, and the rehearsal model. */
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createInstall } from '../../../adapters/slack/install/index.ts';
import { createPeople } from '../../../adapters/slack/people/index.ts';
import { type Receiving, startReceiving } from '../../../adapters/slack/receiving/start.ts';
import { createSlackSending } from '../../../adapters/slack/sending/index.ts';
import { type Database, openDatabase } from '../../../db/index.ts';
import type { SlackConfig } from '../../../src/config/slack-config.ts';
import type { Settings } from '../../../src/engine/settings.ts';
import { loadLibrary } from '../../../src/library/load.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import { PATTERNS } from '../../../src/patterns/index.ts';
import type { Deliveries } from '../../../src/ports/deliveries.ts';
import { createDriveQueue } from '../../../src/queue/index.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createIds } from '../../../src/runtime/ids.ts';
import { createRuntime } from '../../../src/runtime/index.ts';

/** All that Baton is told of the Slack that it works at. */
export interface SlackAccess {
  readonly url: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
}

export interface PartsOptions {
  readonly settings?: Partial<Settings>;
  readonly admins?: readonly string[];
  readonly receive?: 'socket' | 'http';
  /** False: takes what Slack delivers, and drives nothing. */
  readonly drives?: boolean;
  readonly deliveries?: (real: Deliveries) => Deliveries;
}

export interface BatonParts {
  readonly database: Database;
  readonly receiving: Receiving;
  stop(): Promise<void>;
}

const SHIPPED_LIBRARY = fileURLToPath(new URL('../../../library', import.meta.url));

export async function startParts(slack: SlackAccess, url: string, options: PartsOptions): Promise<BatonParts> {
  const { settings: file = {}, admins = [], receive = 'socket', drives = true } = options;
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
  const started = receiving;
  return {
    database,
    receiving,
    async stop() {
      await started.stop();
      await close();
    },
  };
}
