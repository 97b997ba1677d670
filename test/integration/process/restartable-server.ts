/** A PostgreSQL of its own that a test stops and starts again, on the same port and data. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { ensureCluster } from '../../../db/embedded/cluster.ts';
import { findHome } from '../../../db/embedded/home.ts';
import { urlOf } from '../../../db/embedded/login.ts';
import { platformBinaries } from '../../../db/embedded/platform-package.ts';
import { runnableBinaries } from '../../../db/embedded/runnable-binaries.ts';
import { runningServer } from '../../../db/embedded/running-server.ts';
import { stopServer } from '../../../db/embedded/stop-server.ts';

export interface RestartableServer {
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

export async function restartableServer(): Promise<RestartableServer> {
  const log = pino({ level: 'silent' });
  const folder = await mkdtemp(join(tmpdir(), 'baton-outage-'));
  await chmod(folder, 0o711);
  const home = await findHome(join(folder, 'data'), log);
  const programs = await runnableBinaries(home, platformBinaries(), log);
  const password = await ensureCluster(home, programs, log);
  let server = await runningServer({ home, programs, password, port: null, log });
  const stop = () => stopServer(server.pid, home.data, log);
  return {
    url: urlOf(server.port, password),
    stop,
    async start() {
      server = await runningServer({ home, programs, password, port: server.port, log });
    },
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
