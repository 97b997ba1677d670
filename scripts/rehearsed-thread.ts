/** The thread of one run as people read it on a chat platform: from a rehearsal, through the real adapter, at the local server of the tests. */
import { resolve } from 'node:path';
import { pino } from 'pino';
import { personId } from '../src/engine/ids.ts';
import type { Workflow } from '../src/engine/state.ts';
import { loadLibrary } from '../src/library/load.ts';
import { PATTERNS } from '../src/patterns/index.ts';
import { rehearse } from './patterns/rehearsed-run.ts';

const REQUEST = '/orchestrate Compare three ways to store audit logs AND list the retention duties in Europe THEN write a migration plan';

/** The plan as it waits for a yes, and the whole thread when the run is over. `by`: who asked, as the platform knows them. */
export async function rehearsedThread(
  by: string,
  rendered: (workflow: Workflow) => Promise<string>,
): Promise<{ readonly asked: string; readonly ended: string }> {
  const library = await loadLibrary({
    folders: [resolve(import.meta.dirname, '../library')],
    ...{ patterns: PATTERNS.map(({ name }) => name), clock: { now: () => 0 }, log: pino({ enabled: false }) },
  });
  const { asked, ended } = await rehearse({ request: REQUEST, files: [] }, library, personId(by));
  return { asked: await rendered(asked), ended: await rendered(ended) };
}
