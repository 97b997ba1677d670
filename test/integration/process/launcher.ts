/** Processes on a database of their own. */
import type { Opened } from '../../opened.ts';
import { freshDatabase } from '../../postgres.ts';
import { type BatonProcess, startProcess } from './baton-process.ts';

/** Starts one more process on it. All are killed when the test ends. */
export type Launch = () => Promise<BatonProcess>;

export async function launcher(open: Opened[]): Promise<Launch> {
  const fresh = await freshDatabase({ migrated: false });
  open.push({ stop: () => fresh.drop() });
  return async () => {
    const baton = await startProcess({ env: { DATABASE_URL: fresh.url } });
    open.push({ stop: () => killed(baton) });
    return baton;
  };
}

export async function killed(baton: BatonProcess): Promise<void> {
  baton.kill('SIGKILL');
  await baton.exited;
}
