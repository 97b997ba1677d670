/** Baton whole, at the local Slack, in the process of the test. */
import { tenantId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { FakeSlack } from '../../fakes/slack/server.ts';
import { TEAM } from '../../fakes/slack/world/seed.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { type BatonParts, type PartsOptions, startParts } from './baton-parts.ts';

export interface BatonAtSlack extends BatonParts {
  /** The newest runs of the workspace, as they are now. */
  runs(team?: string): Promise<readonly Workflow[]>;
  /** Resolves with the newest run, once it is as wished. */
  run(wish?: (state: Workflow) => boolean): Promise<Workflow>;
}

export interface BatonOptions extends PartsOptions {
  readonly slack: FakeSlack;
  /** Absent: a database of its own, dropped at the end. */
  readonly url?: string;
}

export async function batonAtSlack({ slack, url, ...options }: BatonOptions): Promise<BatonAtSlack> {
  const fresh = url === undefined ? await freshDatabase() : null;
  const parts = await startParts(slack, url ?? fresh?.url ?? '', options).catch(async (error: unknown) => {
    await fresh?.drop();
    throw error;
  });
  const { database, receiving } = parts;
  if (options.receive === 'http') slack.deliversTo(`http://127.0.0.1:${receiving.port}/slack/events`);
  const runs = (team = TEAM) => newestRuns(database.archive, team);
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
      await parts.stop();
      await fresh?.drop();
    },
  };
}

async function newestRuns(archive: Pick<Archive, 'workflows' | 'read'>, team: string): Promise<readonly Workflow[]> {
  const tenant = tenantId(team);
  const found = await archive.workflows(tenant, { active: null, thread: null, limit: 300 });
  return (await Promise.all(found.map(({ id }) => archive.read(tenant, id)))).flatMap((one) => (one ? [one.workflow] : []));
}
