/** Baton whole, at the local Discord: real PostgreSQL, the real gateway and REST of discord.js, the real desk and drives, and the rehearsal model. */
import { createDiscord, type Discord } from '../../../adapters/discord/index.ts';
import type { Database } from '../../../db/index.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import { createRuntime } from '../../../src/runtime/index.ts';
import { type DatabasePartsOptions, databaseParts } from '../../database-parts.ts';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { GUILD } from '../../fakes/discord/world/seed.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';

export interface BatonAtDiscord {
  readonly database: Database;
  readonly discord: Discord;
  /** The newest runs of the guild, as they are now. */
  runs(guild?: string): Promise<readonly Workflow[]>;
  /** Resolves with the newest run, once it is as wished. */
  run(wish?: (state: Workflow) => boolean): Promise<Workflow>;
  stop(): Promise<void>;
}

export interface BatonOptions extends DatabasePartsOptions {
  readonly discord: FakeDiscord;
  /** Absent: a database of its own, dropped at the end. */
  readonly url?: string;
  readonly admins?: readonly string[];
  /** False: takes what Discord delivers, and drives nothing. */
  readonly drives?: boolean;
}

export async function batonAtDiscord(options: BatonOptions): Promise<BatonAtDiscord> {
  const { discord: server, admins = [], drives = true } = options;
  const fresh = options.url === undefined ? await freshDatabase() : null;
  const url = options.url ?? fresh?.url ?? '';
  const { log, clock, ids, queue, database, settings, library, deliveries } = await databaseParts(url, options);
  const { installations, sentMessages, archive, artifacts } = database;
  const discord = createDiscord({
    ...{ archive, artifacts, settings, deliveries, sentMessages, installations, ids, clock, log, admins },
    config: { token: server.token, apiUrl: server.api, commandGuilds: [] },
    libraryNames: async () => ({
      personas: library.personas().map(({ name }) => name),
      skills: library.skills().map(({ name }) => name),
      templates: library.templates().map(({ name }) => name),
      compositions: library.compositions().map(({ name }) => name),
    }),
  });
  const runtime = createRuntime({
    ...database,
    ...{ settings, costs: database.costs(settings), queue, model: createRehearsalModel({ clock }), modelConcurrency: { total: 32, perTenant: 16 }, library },
    ...{ surfaces: [discord.surface], clock, ids, log, admins, keepsPeople: new Set<string>() },
  });
  if (drives) await runtime.start();
  await discord.start(runtime.desk);
  await until(() => server.gateway.hasSession() && server.commands().length > 0);

  async function runs(guild = GUILD): Promise<readonly Workflow[]> {
    const tenant = tenantId(guild);
    const found = await archive.workflows(tenant, { active: null, thread: null, limit: 300 });
    return (await Promise.all(found.map(({ id }) => archive.read(tenant, id)))).flatMap((one) => (one ? [one.workflow] : []));
  }

  return {
    database,
    discord,
    runs,
    run: (wish = () => true) =>
      until(async () => {
        const [newest] = await runs();
        return newest && wish(newest) ? newest : null;
      }),
    async stop() {
      await discord.leave();
      await runtime.leave();
      await discord.close();
      await queue.stop();
      await database.close();
      await fresh?.drop();
    },
  };
}
