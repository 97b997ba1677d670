/** The database: what implements the ports, from one pool of connections. */
import type { Logger } from 'pino';
import type { Settings } from '../src/engine/settings.ts';
import type { Archive } from '../src/ports/archive.ts';
import type { Artifacts } from '../src/ports/artifacts.ts';
import type { Costs } from '../src/ports/costs.ts';
import type { Deliveries } from '../src/ports/deliveries.ts';
import type { History } from '../src/ports/history.ts';
import type { Inbox } from '../src/ports/inbox.ts';
import type { Installations } from '../src/ports/installations.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import type { Posts } from '../src/ports/posts.ts';
import type { Retention } from '../src/ports/retention.ts';
import type { SentMessages } from '../src/ports/sent-messages.ts';
import type { SettingsStore } from '../src/ports/settings-store.ts';
import { createArchive } from './archive.ts';
import { createArtifacts } from './artifacts.ts';
import { createChanges, type ListeningChanges } from './changes.ts';
import { connect, type Orm, type Sql } from './connect.ts';
import { createCosts } from './costs.ts';
import { createDeliveries } from './deliveries.ts';
import { checkHealth } from './health.ts';
import { createHistory } from './history.ts';
import { createInbox } from './inbox.ts';
import { createInstallations } from './installations.ts';
import { createLedger, type Enqueue } from './ledger.ts';
import { createPosts } from './posts.ts';
import { createRetention } from './retention.ts';
import { createSentMessages } from './sent-messages.ts';
import { createSettingsStore } from './settings-store.ts';

export type { Enqueue } from './ledger.ts';
export { migrate } from './migrate.ts';
export type { Transaction } from './transact.ts';

export interface Database {
  readonly ledger: Ledger;
  readonly inbox: Inbox;
  readonly artifacts: Artifacts;
  readonly posts: Posts;
  readonly sentMessages: SentMessages;
  readonly archive: Archive;
  readonly changes: ListeningChanges;
  readonly retention: Retention;
  readonly history: History;
  readonly installations: Installations;
  readonly deliveries: Deliveries;
  /** `file`: validated values of `orchestrator.local.md`. */
  settings(file: Partial<Settings>): SettingsStore;
  costs(settings: Pick<SettingsStore, 'resolve'>): Costs;
  /** Raw statements and Drizzle, for the queue's own transactions and for tests. */
  readonly sql: Sql;
  readonly orm: Orm;
  /** Throws `database-unavailable` when there is no answer within two seconds. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly log: Logger;
  readonly enqueue: Enqueue;
}

/** After a lost connection the driver waits for it until the time is up; the runtime has ended its own work before. */
const CLOSE_PATIENCE_S = 1;

/** Connects when first used. The schema is `migrate`'s business, before this. */
export async function openDatabase({ url, log, enqueue }: DatabaseOptions): Promise<Database> {
  const connection = connect(url);
  const changes = createChanges(url, log);
  const database: Database = {
    ledger: createLedger(connection, enqueue),
    inbox: createInbox(connection, enqueue),
    artifacts: createArtifacts(connection),
    posts: createPosts(connection),
    sentMessages: createSentMessages(connection),
    archive: createArchive(connection),
    changes,
    retention: createRetention(connection),
    history: createHistory(connection),
    installations: createInstallations(connection),
    deliveries: createDeliveries(connection),
    costs: (settings) => createCosts(connection, settings),
    settings: (file) => createSettingsStore(connection, log, file),
    sql: connection.sql,
    orm: connection.orm,
    check: () => checkHealth(connection.sql),
    async close() {
      await changes.close();
      await connection.sql.end({ timeout: CLOSE_PATIENCE_S });
    },
  };
  await database.check();
  return database;
}
