/** Slack's own client, one per workspace and token, told to leave retries, queues and rates to us. */
import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { TenantId } from '../../../src/engine/ids.ts';
import { slackLogger } from '../pino-logger.ts';

export interface WebClients {
  of(tenant: TenantId, token: string): webApi.WebClient;
}

/** Longer than Slack takes on a bad day. After that nobody knows what came of the call. */
export const CALL_TIMEOUT_MS = 10_000;

export function createWebClients({ apiUrl, log }: { readonly apiUrl: string; readonly log: Logger }): WebClients {
  const clients = new Map<TenantId, { readonly token: string; readonly client: webApi.WebClient }>();
  return {
    of(tenant, token) {
      const known = clients.get(tenant);
      if (known?.token === token) return known.client;
      const client = new webApi.WebClient(token, {
        slackApiUrl: apiUrl,
        logger: slackLogger(log, 'web api'),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: CALL_TIMEOUT_MS,
        maxRequestConcurrency: 100,
        allowAbsoluteUrls: false,
      });
      clients.set(tenant, { token, client });
      return client;
    },
  };
}
