/** Baton whole, as it attaches to a Slack: real PostgreSQL, real Bolt, the real desk and drives, and the rehearsal model. */
import { createInstall } from '../../../adapters/slack/install/index.ts';
import { createPeople } from '../../../adapters/slack/people/index.ts';
import { type Receiving, startReceiving } from '../../../adapters/slack/receiving/start.ts';
import { createSlackSending } from '../../../adapters/slack/sending/index.ts';
import type { Database } from '../../../db/index.ts';
import type { SlackConfig } from '../../../src/config/slack-config.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import { createRuntime } from '../../../src/runtime/index.ts';
import { type DatabasePartsOptions, databaseParts } from '../../database-parts.ts';

/** All that Baton is told of the Slack that it works at. */
export interface SlackAccess {
  readonly url: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
}

export interface PartsOptions extends DatabasePartsOptions {
  readonly admins?: readonly string[];
  readonly receive?: 'socket' | 'http';
  /** False: takes what Slack delivers, and drives nothing. */
  readonly drives?: boolean;
}

export interface BatonParts {
  readonly database: Database;
  readonly receiving: Receiving;
  stop(): Promise<void>;
}

export async function startParts(slack: SlackAccess, url: string, options: PartsOptions): Promise<BatonParts> {
  const { admins = [], receive = 'socket', drives = true } = options;
  const { log, clock, ids, queue, database, settings, library, deliveries } = await databaseParts(url, options);
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
