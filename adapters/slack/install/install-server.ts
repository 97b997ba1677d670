/** Serves the pages of an installation where Slack's deliveries do not come over HTTP: Bolt's own server would listen on every address. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../../src/errors.ts';
import type { HttpRoute } from './oauth-routes.ts';

export interface InstallServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** @throws UserError when the port is taken */
export async function startInstallServer(
  routes: readonly HttpRoute[],
  { host, port }: { readonly host: string; readonly port: number },
): Promise<InstallServer> {
  const server = createServer((request, response) => {
    const [asked] = (request.url ?? '').split('?');
    const route = routes.find(({ path, method }) => path === asked && method === request.method);
    if (route) route.handler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((cause: unknown) => {
    throw new UserError('slack.port-taken', `Nothing can listen on ${host}:${port} for Slack (SLACK_PORT). Choose a port that is free.`, { cause });
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
