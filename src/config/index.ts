/** The configuration: the environment parsed once, with every problem told at a time. */
import { resolve } from 'node:path';
import type { z } from 'zod';
import { UserError } from '../errors.ts';
import { type DiscordConfig, discordConfig, discordProblems } from './discord-config.ts';
import { isLoopback } from './loopback.ts';
import type { Option } from './option.ts';
import { LOG_LEVELS, OPTIONS, type OptionName } from './options.ts';
import { secretsIn } from './secrets.ts';
import { type SlackConfig, slackConfig, slackProblems } from './slack-config.ts';
import type { WebUser } from './web-users.ts';

export type { DiscordConfig, SlackConfig, WebUser };
export { LOG_LEVELS };

export interface Config {
  /** Null: the embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  /** Null: the rehearsal model. */
  readonly anthropic: { readonly apiKey: string; readonly baseUrl: string | null } | null;
  readonly modelConcurrency: { readonly total: number; readonly perTenant: number };
  readonly host: string;
  readonly port: number;
  /** Empty: no login, on loopback only. */
  readonly webUsers: readonly WebUser[];
  /** Without a slash at the end; null: no links. */
  readonly publicUrl: string | null;
  /** Empty: anyone who may use the page. */
  readonly admins: readonly string[];
  /** Absolute, in the order given. */
  readonly libraryPath: readonly string[];
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Null: Slack is not attached. */
  readonly slack: SlackConfig | null;
  /** Null: Discord is not attached. */
  readonly discord: DiscordConfig | null;
  /** Texts that must never reach a log. */
  readonly secrets: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A wrong or missing value. The message names each variable, what was wrong and what would be right. */
export class ConfigError extends UserError {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super('config.invalid', problems.map((problem) => `${problem.variable} ${problem.wrong}: it must be ${problem.right}.`).join('\n'), {
      context: { variables: problems.map((problem) => problem.variable).join(', ') },
    });
    this.problems = problems;
  }
}

export interface ConfigProblem {
  readonly variable: OptionName;
  readonly wrong: string;
  readonly right: string;
}

/** @throws ConfigError */
export function readConfig(env: Environment): Config {
  const values = parseAll(env);
  const problems = acrossVariables(values);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    databaseUrl: values.DATABASE_URL,
    dataDir: resolve(values.DATA_DIR ?? ''),
    anthropic: values.ANTHROPIC_API_KEY === null ? null : { apiKey: values.ANTHROPIC_API_KEY, baseUrl: values.ANTHROPIC_BASE_URL },
    modelConcurrency: modelConcurrency(values),
    host: values.HOST ?? '',
    port: values.PORT ?? 0,
    webUsers: values.WEB_USERS ?? [],
    publicUrl: values.PUBLIC_URL,
    admins: values.ADMINS ?? [],
    libraryPath: (values.LIBRARY_PATH ?? []).map((folder) => resolve(folder)),
    logLevel: values.LOG_LEVEL ?? 'info',
    slack: slackConfig(values),
    discord: discordConfig(values),
    secrets: secretsIn(optionNames().flatMap((name) => (OPTIONS[name].secret ? [given(env, name) ?? ''] : []))),
  };
}

/** Null: unset and without a fallback. */
type Values = { readonly [Name in OptionName]: z.output<(typeof OPTIONS)[Name]['schema']> | null };

function parseAll(env: Environment): Values {
  const problems: ConfigProblem[] = [];
  const values = Object.fromEntries(
    optionNames().map((name) => {
      const described: Option<unknown> = OPTIONS[name];
      const raw = given(env, name) ?? described.fallback;
      if (raw === null) return [name, null];
      const parsed = described.schema.safeParse(raw);
      if (parsed.success) return [name, parsed.data];
      problems.push({
        variable: name,
        wrong: described.secret ? 'has a value that cannot be read (not shown: it is secret)' : `is ${JSON.stringify(raw)}`,
        right: described.expects,
      });
      return [name, null];
    }),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  // Built from OPTIONS name by name, each value by the schema of that name.
  return values as Values;
}

/** Half of all, so that no tenant's long calls take every slot. */
function modelConcurrency({ MODEL_CONCURRENCY, MODEL_CONCURRENCY_PER_TENANT }: Values): Config['modelConcurrency'] {
  const total = MODEL_CONCURRENCY ?? 0;
  return { total, perTenant: MODEL_CONCURRENCY_PER_TENANT ?? Math.max(1, Math.floor(total / 2)) };
}

function acrossVariables(values: Values): ConfigProblem[] {
  return [...callLimits(values), ...strangers(values), ...slackProblems(values), ...discordProblems(values)];
}

function callLimits(values: Values): ConfigProblem[] {
  const { total, perTenant } = modelConcurrency(values);
  if (perTenant <= total) return [];
  const wrong = `is ${perTenant} while MODEL_CONCURRENCY is ${total}`;
  return [{ variable: 'MODEL_CONCURRENCY_PER_TENANT', wrong, right: OPTIONS.MODEL_CONCURRENCY_PER_TENANT.expects }];
}

function strangers(values: Values): ConfigProblem[] {
  const host = values.HOST ?? '';
  if (isLoopback(host) || values.WEB_USERS !== null) return [];
  return [
    { variable: 'WEB_USERS', wrong: `is missing while HOST is ${JSON.stringify(host)}, which other machines can reach`, right: OPTIONS.WEB_USERS.expects },
  ];
}

/** Empty counts as unset, so that a line can be left empty in an env file. */
function given(env: Environment, name: OptionName): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

function optionNames(): OptionName[] {
  return Object.keys(OPTIONS) as OptionName[];
}
