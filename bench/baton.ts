/** Baton as the benchmark runs it: the real engine, ledger, queue and driver, put together as `main.ts` does. */
import { pino } from 'pino';
import { webSurface } from '../adapters/web/surface.ts';
import { openDatabase } from '../db/index.ts';
import { channelId, type TenantId, tenantId } from '../src/engine/ids.ts';
import type { Settings } from '../src/engine/settings.ts';
import type { Desk } from '../src/ports/desk.ts';
import type { Ids } from '../src/ports/ids.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import type { Model } from '../src/ports/model.ts';
import type { Posts } from '../src/ports/posts.ts';
import { createDriveQueue } from '../src/queue/index.ts';
import { systemClock } from '../src/runtime/clock.ts';
import { createIds } from '../src/runtime/ids.ts';
import { createRuntime } from '../src/runtime/index.ts';
import { libraryOf } from '../test/fakes/library.ts';
import { silentPosts, silentSurface } from './silence.ts';

export const TENANT: TenantId = tenantId('local');
export const CHANNEL = channelId('bench');

export interface BenchBaton {
  readonly desk: Desk;
  readonly ledger: Ledger;
  readonly ids: Ids;
  /** Drives in progress. */
  active(): number;
  wake(): void;
  stop(): Promise<void>;
}

export interface BenchOptions {
  readonly url: string;
  readonly model: Model;
  readonly settings: Partial<Settings>;
  /** `silent`: nobody listens, as the peers have nobody. `web`: cards become rows of the page's threads. */
  readonly surface: 'silent' | 'web';
  /** Sees the ledger and the posts before the runtime gets them. */
  readonly watch: { ledger(real: Ledger): Ledger; posts(real: Posts): Posts };
}

export async function startBaton({ url, model, settings, surface, watch }: BenchOptions): Promise<BenchBaton> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const queue = createDriveQueue({ url, log });
  const database = await openDatabase({ url, log, enqueue: queue.enqueue });
  await queue.start();
  const ledger = watch.ledger(database.ledger);
  const runtime = createRuntime({
    ...database,
    ledger,
    posts: watch.posts(surface === 'web' ? database.posts : silentPosts),
    settings: database.settings(settings),
    costs: database.costs(database.settings(settings)),
    queue,
    model,
    modelConcurrency: { total: 1_000, perTenant: 1_000 },
    library: libraryOf(),
    surfaces: [surface === 'web' ? webSurface : silentSurface],
    clock: systemClock,
    ids: createIds(systemClock),
    log,
    admins: [],
    keepsPeople: new Set(surface === 'web' ? ['web'] : []),
  });
  await runtime.start();
  return {
    desk: runtime.desk,
    ledger,
    ids: createIds(systemClock),
    active: runtime.active,
    wake: queue.nudge,
    async stop() {
      await runtime.leave();
      await queue.stop();
      await database.close();
    },
  };
}
