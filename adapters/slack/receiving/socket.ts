/**
 * Slack over Socket Mode: no public address. Bolt's receiver speaks, and the connection is kept up here: the package's own way
 * (socket-mode 3.1) leaves rejections that nobody handles, which would end the process. States: connecting, connected, stopped.
 */
import { type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { timely } from '../../../src/chat/receiving/timely.ts';
import { BatonError } from '../../../src/errors.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { SurfaceState } from '../../../src/ports/surface.ts';
import { slackLogger } from '../pino-logger.ts';
import { slackCallError, slackFailure } from '../sending/slack-error.ts';
import { appOf } from './bolt-app.ts';
import type { Receiver } from './receiver.ts';

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly intake: (event: ReceiverEvent) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Waits before each further try to connect; the last one repeats. Slack renews connections now and then: the first try is at once. */
const WAITS_MS = [0, 500, 1_000, 2_000, 5_000, 10_000];
/** Slack's answer with the address. */
const CALL_TIMEOUT_MS = 10_000;
/** From asking for an address to Slack's hello. */
const CONNECTS_WITHIN_MS = 20_000;

/** Rejects when the first connection cannot be made. */
export async function startSocket({ appToken, apiUrl, intake, clock, log }: SocketOptions): Promise<Receiver> {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: slackLogger(log, 'socket'),
    installerOptions: { clientOptions: { slackApiUrl: apiUrl, timeout: CALL_TIMEOUT_MS, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true } },
    processEventErrorHandler: async ({ error }) => {
      log.warn({ err: error }, 'a delivery of Slack stays unacknowledged');
      return false;
    },
  });
  receiver.init(appOf(receiver, intake, log));
  const { client } = receiver;
  const stopping = new AbortController();
  let state: SurfaceState = 'reconnecting';
  let connecting = false;

  async function connect(): Promise<void> {
    connecting = true;
    try {
      if ((await timely(client.start(), CONNECTS_WITHIN_MS, clock)) === 'late') {
        void client.disconnect();
        throw new BatonError('slack-socket-late', 'Slack did not open a connection in time.');
      }
    } finally {
      connecting = false;
    }
  }

  async function connectAgain(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      await clock.sleep(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        return await connect();
      } catch (error) {
        state = isRefused(error) ? 'refused' : 'reconnecting';
        log.warn({ err: error, tries: tries + 1 }, 'the connection to Slack could not be made again; it is tried on');
      }
    }
  }

  client.on('connected', () => {
    // A connection that was on its way when everything stopped.
    if (stopping.signal.aborted) void client.disconnect();
    else state = 'ok';
  });
  client.on('disconnected', () => {
    if (stopping.signal.aborted || connecting) return;
    state = 'reconnecting';
    connectAgain().catch((error: unknown) => log.error({ err: error }, 'the connection to Slack is not kept up any more'));
  });

  await connect();
  return {
    state: () => (stopping.signal.aborted ? 'stopped' : state),
    async stop() {
      stopping.abort();
      await receiver.stop();
    },
  };
}

/** Slack does not take the app's token: somebody has to set another. */
function isRefused(error: unknown): boolean {
  return slackFailure(slackCallError('apps.connections.open', error, {}))?.kind === 'token-gone';
}
