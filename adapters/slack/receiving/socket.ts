/** Slack over Socket Mode: no public address, and Bolt's receiver keeps the connection up. */
import { type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { slackLogger } from '../pino-logger.ts';
import { appOf } from './bolt-app.ts';
import type { Receiver } from './receiver.ts';

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly intake: (event: ReceiverEvent) => Promise<void>;
  readonly log: Logger;
}

/** Also how long it takes after a lost connection until the first try to connect again, times the failures so far. */
const PING_TIMEOUT_MS = 2_000;

export async function startSocket({ appToken, apiUrl, intake, log }: SocketOptions): Promise<Receiver> {
  const receiver = new SocketModeReceiver({
    appToken,
    clientPingTimeout: PING_TIMEOUT_MS,
    logger: slackLogger(log, 'socket'),
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
    processEventErrorHandler: async ({ error }) => {
      log.warn({ err: error }, 'a delivery of Slack stays unacknowledged');
      return false;
    },
  });
  receiver.init(appOf(receiver, intake, log));
  let state: 'ok' | 'reconnecting' | 'stopped' = 'reconnecting';
  const becomes = (next: typeof state) => () => {
    if (state !== 'stopped') state = next;
  };
  receiver.client.on('connected', becomes('ok'));
  for (const event of ['connecting', 'reconnecting', 'disconnected']) receiver.client.on(event, becomes('reconnecting'));
  await receiver.start();
  return {
    state: () => state,
    async stop() {
      state = 'stopped';
      await receiver.stop();
    },
  };
}
