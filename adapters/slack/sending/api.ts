/**
 * The one way to call Slack: every call of every part goes through here, waits for its turn within Slack's rates, and
 * fails, if it fails, with a SlackCallError.
 */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Priority } from '../../../src/chat/sending/priority.ts';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Tokens } from '../install/tokens.ts';
import { createScheduler } from './scheduler.ts';
import { SlackCallError, slackCallError, slackFailure } from './slack-error.ts';
import { createWebClients } from './web-clients.ts';

export interface SlackApi {
  /** What Slack answered, for the caller to parse. Throws SlackCallError. */
  call(tenant: TenantId, method: string, args: Readonly<Record<string, unknown>>, options: CallOptions): Promise<unknown>;
  /**
   * The same for what a newer call with its name may replace while it waits: resolves with the `content` of the call that
   * went out, which may be the newer one's.
   */
  newest(tenant: TenantId, method: string, args: Readonly<Record<string, unknown>>, options: NewestOptions): Promise<string>;
  /** What waits is refused with `retry-later`; what is on its way may finish. */
  close(): void;
}

export interface CallOptions {
  readonly priority: Priority;
  /** Longest wait for its turn, then it fails with `retry-later`: for what is worthless later, such as opening a modal. Default: two minutes. */
  readonly patienceMs?: number;
  /** A newer call with the same name replaces one that still waits, whose caller gets the newer one's answer; and one with the same name goes out at a time. */
  readonly replaces?: string;
}

export interface NewestOptions extends CallOptions {
  readonly replaces: string;
  readonly content: string;
}

export interface SlackApiDeps {
  readonly tokens: Pick<Tokens, 'forTeam' | 'refused'>;
  /** With a slash at the end. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createSlackApi({ tokens, apiUrl, clock, log }: SlackApiDeps): SlackApi {
  const scheduler = createScheduler({ clock });
  const clients = createWebClients({ apiUrl, log });

  async function send(tenant: TenantId, method: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
    const token = await tokenOf(tenant);
    if (token === null) throw new SlackCallError(method, { kind: 'token-gone' });
    try {
      return await callWith(token, tenant, method, args);
    } catch (error) {
      if (slackFailure(error)?.kind !== 'token-gone') throw error;
      // Another process may have rotated it a moment ago: a refused token has done nothing yet.
      tokens.refused(tenant, token);
      const newer = await tokenOf(tenant);
      if (newer === null || newer === token) throw error;
      return await callWith(newer, tenant, method, args);
    }
  }

  async function callWith(token: string, tenant: TenantId, method: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
    try {
      return await clients.of(tenant, token).apiCall(method, { ...args });
    } catch (error) {
      throw slackCallError(method, error, args);
    }
  }

  const tokenOf = async (tenant: TenantId) => (await tokens.forTeam(tenant))?.botToken ?? null;

  const place = (tenant: TenantId, method: string, { channel }: Readonly<Record<string, unknown>>) => ({
    tenant,
    method,
    channel: typeof channel === 'string' ? channel : null,
  });

  return {
    call: (tenant, method, args, options) => scheduler.schedule({ ...place(tenant, method, args), ...options }, () => send(tenant, method, args)),
    async newest(tenant, method, args, { content, ...options }) {
      const sent = await scheduler.schedule({ ...place(tenant, method, args), ...options }, async () => {
        await send(tenant, method, args);
        return content;
      });
      return z.string().parse(sent);
    },
    close: () => scheduler.close(),
  };
}
