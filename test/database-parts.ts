/** What an adapter under test stands on: the database with its queue, the settings and the shipped library, as the program opens them. */
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { openDatabase } from '../db/index.ts';
import type { Settings } from '../src/engine/settings.ts';
import { loadLibrary } from '../src/library/load.ts';
import { PATTERNS } from '../src/patterns/index.ts';
import type { Deliveries } from '../src/ports/deliveries.ts';
import { createDriveQueue } from '../src/queue/index.ts';
import { systemClock as clock } from '../src/runtime/clock.ts';
import { createIds } from '../src/runtime/ids.ts';

export interface DatabasePartsOptions {
  readonly settings?: Partial<Settings>;
  readonly deliveries?: (real: Deliveries) => Deliveries;
}

const SHIPPED_LIBRARY = fileURLToPath(new URL('../library', import.meta.url));

export async function databaseParts(url: string, { settings: file = {}, deliveries: changed }: DatabasePartsOptions) {
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const ids = createIds(clock);
  const queue = createDriveQueue({ url, log });
  const database = await openDatabase({ url, log, enqueue: queue.enqueue });
  await queue.start();
  const settings = database.settings({ workflow_budget_usd: 20, ...file });
  const library = await loadLibrary({ folders: [SHIPPED_LIBRARY], patterns: PATTERNS.map(({ name }) => name), clock, log });
  const deliveries = changed?.(database.deliveries) ?? database.deliveries;
  return { log, clock, ids, queue, database, settings, library, deliveries };
}
