/** Listens, and stops: streams are told to end, requests in flight get a moment, then everything is closed. */
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { isLoopback } from '../../src/config/loopback.ts';
import { UserError } from '../../src/errors.ts';
import { createWebApp } from './app.ts';
import type { WebDeps } from './deps.ts';

/** Shutdown as a whole has ten seconds; the page takes two of them at most. */
const CLOSE_MS = 2_000;
const SWEEP_MS = 25;

export interface RunningWeb {
  readonly port: number;
  close(): Promise<void>;
}

export async function startWeb(deps: WebDeps): Promise<RunningWeb> {
  const { host, users } = deps.config;
  if (users.length === 0 && !isLoopback(host)) {
    throw new UserError('web.users-needed', `HOST is ${host}, which others can reach: set WEB_USERS, or set HOST to 127.0.0.1.`);
  }
  const closing = new AbortController();
  const { server, port } = await listen(deps, closing.signal);
  deps.log.info({ host, port }, 'the page is served');
  return { port, close: () => close(server, closing) };
}

function listen(deps: WebDeps, closing: AbortSignal): Promise<{ server: Server; port: number }> {
  const { host, port } = deps.config;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(notListening(error, host, port));
    const server = serve({ fetch: createWebApp(deps, closing).fetch, hostname: host, port }, (info: AddressInfo) => {
      server.off('error', fail);
      if (server instanceof Server) resolve({ server, port: info.port });
    });
    server.on('error', fail);
  });
}

async function close(server: Server, closing: AbortController): Promise<void> {
  closing.abort();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that a browser keeps for its next request is idle only once its stream has ended.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const limit = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
}

function notListening(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return new UserError('web.port-taken', `PORT ${port} is taken by another program. Stop it, or set PORT to a free one.`, { cause: error });
  if (code === 'EADDRNOTAVAIL')
    return new UserError('web.no-such-address', `HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1 or to one that is.`, { cause: error });
  if (code === 'EACCES')
    return new UserError('web.port-not-allowed', `PORT ${port} may not be used by this user. Set PORT to one above 1023.`, { cause: error });
  return error;
}
