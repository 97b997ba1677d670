// Watches over the server while Baton runs: one that dies (a kill, no memory) is brought up again on the same port, so that every connection finds it there.

import type { Logger } from 'pino';
import { identify } from './command-line.ts';
import type { Running } from './running-server.ts';

const LOOK_MS = 1_000;

/** `end` stops watching and gives the server that is up then, or the last one that was. */
export function keepUp(first: Running, data: string, bringUp: (port: number) => Promise<Running>, log: Logger): { end(): Promise<Running> } {
  let server = first;
  let looking: Promise<void> | null = null;
  const look = async () => {
    if ((await identify(server.pid, data)) !== 'other') return;
    log.error({ server: server.pid }, 'the embedded database died: starting it again');
    server = await bringUp(server.port);
    log.info({ server: server.pid, port: server.port }, 'the embedded database is up again');
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log.error({ err: error }, 'the embedded database does not come up again, trying on'))
      .finally(() => {
        looking = null;
      });
  }, LOOK_MS);
  timer.unref();
  return {
    end: async () => {
      clearInterval(timer);
      await looking;
      return server;
    },
  };
}
