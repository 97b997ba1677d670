/** The few calls to Slack that belong to no workspace yet, or ask whose a token is. Each is tried once, and answers or is refused. */
import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import { BatonError } from '../../../src/errors.ts';
import { slackLogger } from '../pino-logger.ts';

export interface SlackAuth {
  /** Whose token it is. */
  whoAmI(token: string): Promise<Answer<Identity>>;
  /** What the code of an installation is worth. */
  exchange(app: AppSecret, code: string, redirectUrl: string): Promise<Answer<Granted>>;
  /** A new token for the one that is about to expire. The refresh token is used up by it. */
  refresh(app: AppSecret, refreshToken: string): Promise<Answer<Granted>>;
  /** The token is worth nothing any more. */
  revoke(token: string): Promise<Answer<unknown>>;
  /** Whether an app-level token may open a connection. The connection is not made. */
  openConnection(appToken: string): Promise<Answer<unknown>>;
}

export interface AppSecret {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** `error` is Slack's own word, such as `invalid_auth`. */
export type Answer<Value> = { readonly kind: 'ok'; readonly value: Value } | { readonly kind: 'refused'; readonly error: string };

export interface Identity {
  readonly teamId: string;
  readonly teamName: string;
  readonly userId: string;
  readonly botId: string | null;
  /** Of an installation for a whole organisation. */
  readonly enterpriseWide: boolean;
  readonly scopes: readonly string[] | null;
  /** Slack's clock by the answer's header, epoch milliseconds; null: it gave none. */
  readonly slackTime: number | null;
}

export interface Granted {
  readonly teamId: string | null;
  readonly teamName: string;
  readonly enterpriseWide: boolean;
  readonly botToken: string;
  readonly botUserId: string | null;
  readonly scopes: readonly string[];
  /** Null: it never expires. */
  readonly refreshToken: string | null;
  readonly expiresInS: number | null;
  readonly installedBy: string | null;
}

/** Longer than Slack takes, shorter than people wait for a page. */
const TIMEOUT_MS = 10_000;

/** @throws (each call) BatonError `slack-unavailable` */
export function createSlackAuth(apiUrl: string, log: Logger): SlackAuth {
  let slackTime: number | null = null;
  const client = new webApi.WebClient(undefined, {
    slackApiUrl: apiUrl,
    logger: slackLogger(log, 'auth'),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      const date = Date.parse(response.headers.get('date') ?? '');
      slackTime = Number.isNaN(date) ? null : date;
      return response;
    },
  });

  async function call<Value>(method: string, args: Record<string, unknown>, shape: z.ZodType<Value>): Promise<Answer<Value>> {
    try {
      const parsed = shape.safeParse(await client.apiCall(method, args));
      if (parsed.success) return { kind: 'ok', value: parsed.data };
      throw new BatonError('slack-unavailable', 'Slack’s answer cannot be read.', { context: { method } });
    } catch (error) {
      if (error instanceof webApi.WebAPIPlatformError) return { kind: 'refused', error: error.data.error };
      if (error instanceof BatonError) throw error;
      throw new BatonError('slack-unavailable', 'Slack does not answer.', { cause: error, context: { method } });
    }
  }

  return {
    async whoAmI(token) {
      const answer = await call('auth.test', { token }, identityShape);
      return answer.kind === 'ok' ? { kind: 'ok', value: { ...answer.value, slackTime } } : answer;
    },
    exchange: ({ clientId, clientSecret }, code, redirectUrl) =>
      call('oauth.v2.access', { client_id: clientId, client_secret: clientSecret, code, redirect_uri: redirectUrl }, grantedShape),
    refresh: ({ clientId, clientSecret }, refreshToken) =>
      call('oauth.v2.access', { client_id: clientId, client_secret: clientSecret, grant_type: 'refresh_token', refresh_token: refreshToken }, grantedShape),
    revoke: (token) => call('auth.revoke', { token }, z.unknown()),
    openConnection: (appToken) => call('apps.connections.open', { token: appToken }, z.object({ url: z.string() })),
  };
}

const identityShape = z
  .object({
    team_id: z.string(),
    team: z.string().optional(),
    user_id: z.string(),
    bot_id: z.string().optional(),
    is_enterprise_install: z.boolean().optional(),
    response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
  })
  .transform((answer) => ({
    teamId: answer.team_id,
    teamName: answer.team ?? answer.team_id,
    userId: answer.user_id,
    botId: answer.bot_id ?? null,
    enterpriseWide: answer.is_enterprise_install ?? false,
    scopes: answer.response_metadata?.scopes ?? null,
  }));

const grantedShape = z
  .object({
    access_token: z.string().min(1),
    scope: z.string().default(''),
    bot_user_id: z.string().nullish(),
    refresh_token: z.string().nullish(),
    expires_in: z.number().nullish(),
    is_enterprise_install: z.boolean().default(false),
    team: z.object({ id: z.string(), name: z.string().nullish() }).nullish(),
    authed_user: z.object({ id: z.string() }).nullish(),
  })
  .transform(
    (answer): Granted => ({
      teamId: answer.team?.id ?? null,
      teamName: answer.team?.name ?? answer.team?.id ?? '',
      enterpriseWide: answer.is_enterprise_install,
      botToken: answer.access_token,
      botUserId: answer.bot_user_id ?? null,
      scopes: answer.scope.split(',').filter((scope) => scope !== ''),
      refreshToken: answer.refresh_token ?? null,
      expiresInS: answer.expires_in ?? null,
      installedBy: answer.authed_user?.id ?? null,
    }),
  );
