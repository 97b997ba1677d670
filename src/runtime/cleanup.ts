/** Retention: removes old runs in batches, on request and once a day by the setting. */
import type { Logger } from 'pino';
import { channelId, type TenantId } from '../engine/ids.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Retention } from '../ports/retention.ts';
import type { SettingsStore } from '../ports/settings-store.ts';

/** Small enough that a transaction takes a fraction of a second. */
const BATCH = 50;

/** Uploads that were never sent with a request go after this long also where runs are kept for ever, or for longer. */
const UNUSED_UPLOAD_DAYS = 7;

/** How many runs were removed. */
export async function cleanUp(retention: Retention, tenant: TenantId, days: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const batch = await retention.removeRuns(tenant, days, BATCH);
    removed += batch;
    // A run that another takes over can only go after that one: look until nothing is left.
    if (batch === 0) break;
  }
  await retention.removeLeftovers(tenant, days);
  return removed;
}

/** Long after the last time that any platform sends one again. */
const DELIVERY_DAYS = 7;

export interface CleanUpDeps {
  readonly retention: Retention;
  readonly settings: SettingsStore;
  readonly deliveries: Pick<Deliveries, 'forget'>;
  readonly log: Pick<Logger, 'info'>;
}

/** What platforms delivered and is done; for every tenant: old runs where its setting says so, and uploads that nobody used. */
export async function dailyCleanUp({ retention, settings, deliveries, log }: CleanUpDeps): Promise<void> {
  await deliveries.forget(DELIVERY_DAYS);
  for (const tenant of await retention.tenants()) {
    const { retention_days: days } = (await settings.resolve(tenant, channelId(''))).values;
    await retention.removeUploads(tenant, UNUSED_UPLOAD_DAYS);
    if (days === null) continue;
    const runs = await cleanUp(retention, tenant, days);
    if (runs > 0) log.info({ tenant, runs, days }, 'old runs were removed');
  }
}
