/**
 * The one way to call Slack: every call of every part goes through here, waits for its turn within Slack's rates, and
 * fails, if it fails, with a SlackCallError.
 */
import type { Logger } from 'pino';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Tokens } from '../install/tokens.ts';
import type { Priority } from './priority.ts';
import { createScheduler } from './scheduler.ts';
import { SlackCallError, slackCallError } from './slack-error.ts';
import { createWebClients } from './web-clients.ts';

export interface SlackApi {
  /** What Slack answered, for the caller to parse. Throws SlackCallError. */
  call(tenant: TenantId, method: string, args: Readonly<Record<string, unknown>>, options: CallOptions): Promise<unknown>;
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
    const token = await tokens.forTeam(tenant);
    if (token === null) throw new SlackCallError(method, { kind: 'token-gone' });
    try {
      return await clients.of(tenant, token.botToken).apiCall(method, { ...args });
    } catch (error) {
      const refused = slackCallError(method, error, args);
      if (refused.failure.kind === 'token-gone') tokens.refused(tenant, token.botToken);
      throw refused;
    }
  }

  return {
    call: (tenant, method, args, options) =>
      scheduler.schedule({ tenant, method, channel: typeof args.channel === 'string' ? args.channel : null, ...options }, () => send(tenant, method, args)),
    close: () => scheduler.close(),
  };
}
