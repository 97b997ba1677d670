/** How Slack is attached, from several variables at once: whether at all, how it delivers, and whose tokens are used. */
import { isLoopback } from './loopback.ts';

export interface SlackConfig {
  readonly receive: SlackReceiving;
  readonly install: SlackInstall;
  /** Where Slack's HTTP deliveries and the pages of an installation are served; null: nowhere. */
  readonly http: { readonly host: string; readonly port: number } | null;
  /** With a slash at the end. */
  readonly apiUrl: string;
}

export type SlackReceiving = { readonly kind: 'socket'; readonly appToken: string } | { readonly kind: 'http'; readonly signingSecret: string };

export type SlackInstall = { readonly kind: 'one'; readonly botToken: string } | ManyWorkspaces;

export interface ManyWorkspaces {
  readonly kind: 'many';
  readonly clientId: string;
  readonly clientSecret: string;
  /** 32 bytes in base64. */
  readonly encryptionKey: string;
  /** Where Slack sends people back to after they said yes. */
  readonly redirectUrl: string;
  /** Team ids; empty: whichever workspace installs. */
  readonly teams: readonly string[];
}

/** Null: unset. */
export interface SlackValues {
  readonly SLACK_BOT_TOKEN: string | null;
  readonly SLACK_APP_TOKEN: string | null;
  readonly SLACK_SIGNING_SECRET: string | null;
  readonly SLACK_CLIENT_ID: string | null;
  readonly SLACK_CLIENT_SECRET: string | null;
  readonly SLACK_REDIRECT_URL: string | null;
  readonly SLACK_TEAMS: readonly string[] | null;
  readonly SLACK_PORT: number | null;
  readonly SLACK_API_URL: string | null;
  readonly ENCRYPTION_KEY: string | null;
  readonly PUBLIC_URL: string | null;
  readonly HOST: string | null;
  readonly PORT: number | null;
}

export interface SlackProblem {
  readonly variable: keyof SlackValues;
  readonly wrong: string;
  readonly right: string;
}

const SLACK_API = 'https://slack.com/api/';
export const REDIRECT_PATH = '/slack/oauth_redirect';

/** The variables that attach Slack; the others only say how. */
const ATTACHING = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'] as const;

/** Null: Slack is not attached, or `slackProblems` says why it cannot be. */
export function slackConfig(values: SlackValues): SlackConfig | null {
  const [receive, install] = [receivingOf(values), installOf(values)];
  if (receive === null || install === null) return null;
  const serves = receive.kind === 'http' || install.kind === 'many';
  return {
    receive,
    install,
    http: serves ? { host: values.HOST ?? '', port: values.SLACK_PORT ?? 0 } : null,
    apiUrl: values.SLACK_API_URL === null ? SLACK_API : `${values.SLACK_API_URL}/`,
  };
}

export function slackProblems(values: SlackValues): readonly SlackProblem[] {
  if (ATTACHING.every((name) => values[name] === null)) return [];
  return [...receivingProblems(values), ...installProblems(values)];
}

function receivingOf({ SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret }: SlackValues): SlackReceiving | null {
  if (appToken !== null) return { kind: 'socket', appToken };
  return signingSecret === null ? null : { kind: 'http', signingSecret };
}

function installOf(values: SlackValues): SlackInstall | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, ENCRYPTION_KEY: encryptionKey } = values;
  if (botToken !== null) return { kind: 'one', botToken };
  const redirectUrl = redirectOf(values);
  if (clientId === null || clientSecret === null || encryptionKey === null || redirectUrl === null) return null;
  return { kind: 'many', clientId, clientSecret, encryptionKey, redirectUrl, teams: values.SLACK_TEAMS ?? [] };
}

function redirectOf({ SLACK_REDIRECT_URL, PUBLIC_URL }: SlackValues): string | null {
  return SLACK_REDIRECT_URL ?? (PUBLIC_URL === null ? null : `${PUBLIC_URL}${REDIRECT_PATH}`);
}

function receivingProblems(values: SlackValues): SlackProblem[] {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret, SLACK_PORT: slackPort, PORT: port } = values;
  if (appToken !== null && secret !== null)
    return [
      {
        variable: 'SLACK_SIGNING_SECRET',
        wrong: 'is set beside SLACK_APP_TOKEN, and Slack delivers in one way only',
        right: 'unset for Socket Mode; for deliveries over HTTP, unset SLACK_APP_TOKEN instead',
      },
    ];
  if (appToken === null && secret === null)
    return [
      {
        variable: 'SLACK_APP_TOKEN',
        wrong: 'is missing while other Slack variables are set',
        right: 'an app-level token that starts with xapp- (Socket Mode), unless SLACK_SIGNING_SECRET is set (deliveries over HTTP)',
      },
    ];
  if (slackPort !== null && slackPort !== 0 && slackPort === port)
    return [{ variable: 'SLACK_PORT', wrong: `is ${slackPort}, and so is PORT`, right: 'a port of its own, so that the page can stay private' }];
  return [];
}

function installProblems(values: SlackValues): SlackProblem[] {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret } = values;
  if (botToken !== null && (id !== null || secret !== null))
    return [
      {
        variable: 'SLACK_BOT_TOKEN',
        wrong: `is set beside ${id === null ? 'SLACK_CLIENT_SECRET' : 'SLACK_CLIENT_ID'}`,
        right: 'unset when workspaces install Baton by themselves; for one workspace, unset SLACK_CLIENT_ID and SLACK_CLIENT_SECRET instead',
      },
    ];
  if (botToken !== null) return [];
  if (id === null && secret === null)
    return [
      {
        variable: 'SLACK_BOT_TOKEN',
        wrong: 'is missing while other Slack variables are set',
        right: 'the bot token that starts with xoxb- (one workspace), unless SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are set (many workspaces)',
      },
    ];
  return manyProblems(values);
}

function manyProblems(values: SlackValues): SlackProblem[] {
  const redirectUrl = redirectOf(values);
  return [
    ...missing(values, 'SLACK_CLIENT_ID', 'while SLACK_CLIENT_SECRET is set', 'the client id of the Slack app'),
    ...missing(values, 'SLACK_CLIENT_SECRET', 'while SLACK_CLIENT_ID is set', 'the client secret of the Slack app'),
    ...missing(values, 'ENCRYPTION_KEY', 'and the tokens of many workspaces are kept', '32 bytes in base64 or hex, for example from `openssl rand -base64 32`'),
    ...(redirectUrl === null
      ? missing(values, 'PUBLIC_URL', 'and people who install Baton must come back to it', `the https address of Baton, unless SLACK_REDIRECT_URL is set`)
      : []),
    ...(redirectUrl !== null && !mayBeRedirect(redirectUrl)
      ? [
          {
            variable: values.SLACK_REDIRECT_URL === null ? ('PUBLIC_URL' as const) : ('SLACK_REDIRECT_URL' as const),
            wrong: `makes the redirect address ${redirectUrl}, and Slack wants https`,
            right: 'an address with https',
          },
        ]
      : []),
  ];
}

function missing(values: SlackValues, variable: keyof SlackValues, why: string, right: string): SlackProblem[] {
  return values[variable] === null ? [{ variable, wrong: `is missing ${why}`, right }] : [];
}

/** Plain HTTP only on this machine itself, for tries. */
function mayBeRedirect(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
}
