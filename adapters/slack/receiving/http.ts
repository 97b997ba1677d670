/**
 * Slack over HTTP: Bolt's receiver verifies the signature over the raw body, with a limit on its size; what Bolt lets through, a
 * timestamp far in the future, is refused before it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HTTPReceiver, type ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { UserError } from '../../../src/errors.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { EVENTS_PATH } from '../install/app-table.ts';
import type { HttpRoute } from '../install/oauth-routes.ts';
import { slackLogger } from '../pino-logger.ts';
import { appOf } from './bolt-app.ts';
import type { Receiver } from './receiver.ts';

export interface HttpOptions {
  readonly signingSecret: string;
  readonly host: string;
  readonly port: number;
  /** Served beside Slack's own path. */
  readonly routes: readonly HttpRoute[];
  readonly intake: (event: ReceiverEvent) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Slack's own payloads are far smaller. */
const BODY_LIMIT = 4 * 1024 * 1024;
/** Both ways: an older request is a replay, and one from the future could be replayed until then. */
const WINDOW_S = 5 * 60;
/** A request that is under way at the stop is answered within Slack's three seconds, or sent again. */
const STOP_GRACE_MS = 1_000;
/** Slack gives up after three seconds. */
const REQUEST_TIMEOUT_MS = 10_000;

export async function startHttp({ signingSecret, host, port, routes, intake, clock, log }: HttpOptions): Promise<Receiver & { readonly port: number }> {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    bodyLimit: BODY_LIMIT,
    logger: slackLogger(log, 'http'),
    processEventErrorHandler: async ({ error, response }) => {
      log.warn({ err: error }, 'a delivery of Slack stays unacknowledged');
      if (!response.headersSent) response.writeHead(503).end();
      return true;
    },
    unhandledRequestHandler: ({ response }) => {
      if (!response.headersSent) response.writeHead(503).end();
    },
  });
  receiver.init(appOf(receiver, intake, log));

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const [path] = (request.url ?? '').split('?');
    const route = routes.find((one) => one.path === path && one.method === request.method);
    if (route) route.handler(request, response);
    else if (path !== EVENTS_PATH || request.method !== 'POST') response.writeHead(404).end();
    else if (!isTimely(request, clock.now())) response.writeHead(401).end();
    else receiver.requestListener(request, response);
  }

  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS }, serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((cause: unknown) => {
    throw new UserError('slack.port-taken', `Nothing can listen on ${host}:${port} for Slack (SLACK_PORT). Choose a port that is free.`, { cause });
  });
  let open = true;
  return {
    port: (server.address() as AddressInfo).port,
    state: () => (open ? 'ok' : 'stopped'),
    async stop() {
      open = false;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const grace = new AbortController();
      await Promise.race([closed, clock.sleep(STOP_GRACE_MS, grace.signal)]);
      grace.abort();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A request that checks the certificate has no timestamp, and brings nothing: Bolt answers it. */
function isTimely({ headers }: IncomingMessage, now: number): boolean {
  const stamped = headers['x-slack-request-timestamp'];
  if (stamped === undefined) return true;
  return typeof stamped === 'string' && /^\d{1,12}$/u.test(stamped) && Math.abs(now / 1000 - Number(stamped)) <= WINDOW_S;
}
