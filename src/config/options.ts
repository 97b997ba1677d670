/** Every environment variable that Baton reads: one table, parsed once, and the source of the README's table and of .env.example. */
import { z } from 'zod';
import { list, type Option, option, text, token, url } from './option.ts';
import { webUsers } from './web-users.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const calls = z
  .string()
  .trim()
  .regex(/^\d{1,4}$/)
  .transform(Number)
  .refine((count) => count >= 1 && count <= 1_000);

const port = z
  .string()
  .trim()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((number) => number <= 65_535);

export const OPTIONS = {
  DATABASE_URL: option({
    group: 'Storage',
    about: 'PostgreSQL 14 or newer that holds everything. Unset: an embedded PostgreSQL 18 under `DATA_DIR`.',
    expects: 'a connection URL such as postgres://user:password@host:5432/baton',
    fallback: null,
    example: 'postgres://baton:password@localhost:5432/baton',
    secret: true,
    schema: url('postgres:', 'postgresql:'),
  }),
  DATA_DIR: option({
    group: 'Storage',
    about: 'Folder of the embedded PostgreSQL. One Baton at a time may use it.',
    expects: 'the path of a folder',
    fallback: '.baton',
    example: '.baton',
    secret: false,
    schema: text,
  }),
  ANTHROPIC_API_KEY: option({
    group: 'Model',
    about: 'Key for Claude. Unset: the rehearsal model answers, offline and at no cost, and every output says so.',
    expects: 'an API key of the Claude Console, without spaces',
    fallback: null,
    example: 'sk-ant-...',
    secret: true,
    schema: token,
  }),
  ANTHROPIC_BASE_URL: option({
    group: 'Model',
    about: 'Another address for the Messages API, such as a gateway. Unset: the public service.',
    expects: 'an http or https URL',
    fallback: null,
    example: 'https://gateway.example.com',
    secret: false,
    schema: url('https:', 'http:'),
  }),
  MODEL_CONCURRENCY: option({
    group: 'Model',
    about: 'Calls to Claude that one process makes at once, and each further process again as many; tenants that wait share them evenly.',
    expects: 'a whole number from 1 to 1000',
    fallback: '32',
    example: '32',
    secret: false,
    schema: calls,
  }),
  MODEL_CONCURRENCY_PER_TENANT: option({
    group: 'Model',
    about:
      'How many of those one tenant may have, also when it is alone, so that its long calls never take all. Unset: half of them; where there is one tenant only, set it to `MODEL_CONCURRENCY`.',
    expects: 'a whole number from 1 to MODEL_CONCURRENCY',
    fallback: null,
    example: '16',
    secret: false,
    schema: calls,
  }),
  HOST: option({
    group: 'Web page',
    about: 'Address to listen on. Anything but loopback needs `WEB_USERS`.',
    expects: 'an IP address or a host name',
    fallback: '127.0.0.1',
    example: '127.0.0.1',
    secret: false,
    schema: z
      .string()
      .trim()
      .regex(/^[\w.:-]+$/),
  }),
  PORT: option({
    group: 'Web page',
    about: 'Port to listen on; 0 takes any free one.',
    expects: 'a whole number from 0 to 65535',
    fallback: '3000',
    example: '3000',
    secret: false,
    schema: port,
  }),
  WEB_USERS: option({
    group: 'Web page',
    about: 'Who may log in to the page, as `name:hash` pairs separated by commas; `npm run hash-password` makes a pair. Unset: no login, on loopback only.',
    expects: 'pairs such as ada:scrypt$32768$8$3$salt$hash, separated by commas, each name once; make one with `npm run hash-password`',
    fallback: null,
    example: "'ada:scrypt$32768$8$3$salt$hash'",
    secret: true,
    schema: webUsers,
  }),
  PUBLIC_URL: option({
    group: 'Web page',
    about: 'Address under which people reach the page: its host is accepted besides loopback, and with `https` the login is kept to TLS.',
    expects: 'an http or https URL',
    fallback: null,
    example: 'https://baton.example.com',
    secret: false,
    schema: url('https:', 'http:'),
  }),
  ADMINS: option({
    group: 'People',
    about:
      'Who may change settings, separated by commas: names of the page, user ids of Slack and Discord. Unset: anyone who may use the page; in Slack and Discord, whoever runs the workspace or server.',
    expects: 'names separated by commas',
    fallback: null,
    example: 'ada,grace',
    secret: false,
    schema: list(','),
  }),
  LIBRARY_PATH: option({
    group: 'Library',
    about:
      'Folders with personas, skills, templates and compositions of your own, or with public skill collections, separated by colons; later ones win by name.',
    expects: 'paths of folders that exist, separated by colons',
    fallback: null,
    example: '/srv/baton/library',
    secret: false,
    schema: list(':'),
  }),
  LOG_LEVEL: option({
    group: 'Logs',
    about: 'How much is logged (JSON lines on standard output).',
    expects: `one of ${LOG_LEVELS.join(', ')}`,
    fallback: 'info',
    example: 'info',
    secret: false,
    schema: z.string().trim().toLowerCase().pipe(z.enum(LOG_LEVELS)),
  }),
  SLACK_BOT_TOKEN: option({
    group: 'Slack',
    about: 'Bot token of one workspace. It attaches Slack, together with `SLACK_APP_TOKEN` or `SLACK_SIGNING_SECRET`; `docs/slack.md` says how.',
    expects: 'a token that starts with xoxb- (of an app without token rotation)',
    fallback: null,
    example: 'xoxb-...',
    secret: true,
    schema: token.startsWith('xoxb-'),
  }),
  SLACK_APP_TOKEN: option({
    group: 'Slack',
    about: 'App-level token: Slack delivers by Socket Mode, and no public address is needed.',
    expects: 'a token that starts with xapp-',
    fallback: null,
    example: 'xapp-...',
    secret: true,
    schema: token.startsWith('xapp-'),
  }),
  SLACK_SIGNING_SECRET: option({
    group: 'Slack',
    about: 'Signing secret: Slack delivers over HTTP, to `/slack/events` on `SLACK_PORT`.',
    expects: 'the signing secret of the Slack app',
    fallback: null,
    example: '...',
    secret: true,
    schema: token,
  }),
  SLACK_PORT: option({
    group: 'Slack',
    about: 'Port for what Slack delivers over HTTP and for `/slack/install`, on `HOST`, apart from the page; 0 takes any free one.',
    expects: 'a whole number from 0 to 65535 that is not that of PORT',
    fallback: '3001',
    example: '3001',
    secret: false,
    schema: port,
  }),
  SLACK_CLIENT_ID: option({
    group: 'Slack',
    about: 'With `SLACK_CLIENT_SECRET`, instead of a bot token: many workspaces install Baton by themselves, at `/slack/install`.',
    expects: 'the client id of the Slack app',
    fallback: null,
    example: '...',
    secret: false,
    schema: text,
  }),
  SLACK_CLIENT_SECRET: option({
    group: 'Slack',
    about: 'Client secret of the Slack app.',
    expects: 'the client secret of the Slack app',
    fallback: null,
    example: '...',
    secret: true,
    schema: token,
  }),
  SLACK_REDIRECT_URL: option({
    group: 'Slack',
    about: 'Where Slack sends people back to after an installation. Unset: `/slack/oauth_redirect` under `PUBLIC_URL`.',
    expects: 'an https address that ends in /slack/oauth_redirect and stands among the redirect addresses of the Slack app',
    fallback: null,
    example: 'https://baton.example.com/slack/oauth_redirect',
    secret: false,
    schema: url('https:', 'http:').pipe(z.string().endsWith('/slack/oauth_redirect')),
  }),
  SLACK_TEAMS: option({
    group: 'Slack',
    about:
      'Workspaces that may install Baton, by their ids, separated by commas. Unset: any that reaches `/slack/install`, and what it asks for is paid by you.',
    expects: 'ids of Slack workspaces such as T0123456789, separated by commas',
    fallback: null,
    example: 'T0123456789',
    secret: false,
    schema: list(',').pipe(z.array(z.string().regex(/^T[A-Z0-9]{2,}$/)).min(1)),
  }),
  SLACK_API_URL: option({
    group: 'Slack',
    about: 'Another address for the Slack API, such as a proxy or a local server for tries.',
    expects: 'an http or https URL',
    fallback: null,
    example: 'https://slack.com/api',
    secret: false,
    schema: url('https:', 'http:'),
  }),
  ENCRYPTION_KEY: option({
    group: 'Slack',
    about: 'Encrypts the stored tokens of many workspaces. With another key they cannot be read any more, and each workspace has to install Baton anew.',
    expects: '32 bytes in base64 or hex, for example from `openssl rand -base64 32`',
    fallback: null,
    example: '...',
    secret: true,
    schema: z
      .string()
      .trim()
      .transform((value) => (/^[\da-f]{64}$/i.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64')))
      .refine((key) => key.length === 32)
      .transform((key) => key.toString('base64')),
  }),
  DISCORD_TOKEN: option({
    group: 'Discord',
    about: 'Bot token. It attaches Discord, for every server that Baton is invited to; `docs/discord.md` says how.',
    expects: 'the bot token of the Discord application, without "Bot" before it',
    fallback: null,
    example: '...',
    secret: true,
    schema: token,
  }),
  DISCORD_GUILD: option({
    group: 'Discord',
    about: 'For tries: the servers whose ids stand here, separated by commas, get the commands, and no other does. Unset: every server.',
    expects: 'ids of Discord servers such as 1234567890123456789, separated by commas',
    fallback: null,
    example: '1234567890123456789',
    secret: false,
    schema: list(',').pipe(z.array(z.string().regex(/^[1-9]\d{14,19}$/)).min(1)),
  }),
  DISCORD_API_URL: option({
    group: 'Discord',
    about: 'Another address for the Discord API, such as a proxy or a local server for tries.',
    expects: 'an https URL, or an http URL of this machine',
    fallback: null,
    example: 'https://discord.com/api',
    secret: false,
    schema: url('https:', 'http:'),
  }),
} as const satisfies Record<string, Option<unknown>>;

export type OptionName = keyof typeof OPTIONS;
