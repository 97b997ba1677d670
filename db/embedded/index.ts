// The embedded database: a real PostgreSQL that Baton starts, adopts and stops by itself when no DATABASE_URL is set.

import type { Logger } from 'pino';
import { ensureCluster } from './cluster.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { findHome, type Home } from './home.ts';
import { keepUp } from './keep-up.ts';
import { urlOf } from './login.ts';
import { platformBinaries } from './platform-package.ts';
import { runnableBinaries } from './runnable-binaries.ts';
import { type Running, runningServer } from './running-server.ts';
import { stopServer } from './stop-server.ts';

export type EmbeddedServer = { readonly url: string; stop(): Promise<void> };

/**
 * `url` is the login of the database `baton` on 127.0.0.1. Call `stop` last of all: it ends every connection.
 * Throws a UserError: embedded-missing, embedded-cannot-run, no-server-user, data-folder-in-use, data-folder-unusable, data-folder-missing,
 * data-folder-version, database-init-failed, database-start-failed, database-login-refused.
 */
export async function startEmbedded({ dataDir, log }: { dataDir: string; log: Logger }): Promise<EmbeddedServer> {
  const binaries = platformBinaries();
  const home = await findHome(dataDir, log);
  const lock = await lockDataFolder(home.root);
  try {
    const programs = await runnableBinaries(home, binaries, log);
    const password = await ensureCluster(home, programs, log);
    const task = { home, programs, password, log };
    const server = await runningServer({ ...task, port: null });
    log.info({ server: server.pid, port: server.port, folder: home.cluster, adopted: server.adopted }, 'the embedded database is up');
    const watch = keepUp(server, home.data, (port) => runningServer({ ...task, port }), log);
    return { url: urlOf(server.port, password), stop: stopOnce(watch, home, lock, log) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Releases the folder even when the server would not stop, and answers every caller alike. */
function stopOnce(watch: { end(): Promise<Running> }, home: Home, lock: { release(): void }, log: Logger): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    try {
      const server = await watch.end();
      await stopServer(server.pid, home.data, log);
    } finally {
      lock.release();
    }
  };
  return () => {
    stopping ??= stop();
    return stopping;
  };
}
