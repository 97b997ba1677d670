/** Wires everything together; alone reads the environment. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { CreateDiscordDeps, Discord } from '../adapters/discord/index.ts';
import type { CreateSlackDeps, Slack } from '../adapters/slack/index.ts';
import { startWeb, webSurface } from '../adapters/web/index.ts';
import { startEmbedded } from '../db/embedded/index.ts';
import { migrate, openDatabase } from '../db/index.ts';
import { type Config, readConfig } from './config/index.ts';
import { checkLibraryFolders } from './config/library-folders.ts';
import { createLog } from './config/log.ts';
import { BatonError, UserError } from './errors.ts';
import { loadLibrary } from './library/load.ts';
import { createAnthropicModel } from './model/anthropic.ts';
import { createRehearsalModel } from './model/rehearsal.ts';
import { PATTERNS } from './patterns/index.ts';
import type { Model } from './ports/model.ts';
import type { SurfaceState } from './ports/surface.ts';
import { createDriveQueue } from './queue/index.ts';
import { systemClock } from './runtime/clock.ts';
import { healthOf } from './runtime/health.ts';
import { createIds } from './runtime/ids.ts';
import { createRuntime } from './runtime/index.ts';
import { createLifecycle, type Lifecycle } from './runtime/lifecycle.ts';
import { localSettings } from './runtime/local-settings.ts';

const SHIPPED_LIBRARY = fileURLToPath(new URL('../library', import.meta.url));
const packageSchema = z.object({ version: z.string() });

async function main(): Promise<void> {
  const hidden = new Set<string>();
  const config = readConfig(process.env);
  const log = createLog(config, { hidden });
  const lifecycle = createLifecycle(log, systemClock);
  const quit = (reason: string, code: number) => {
    // A failure that led to the stop is not made good by a signal during it.
    process.exitCode ||= code;
    void lifecycle.stop(reason).then(() => process.exit());
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => quit(signal, 0));
  for (const bug of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(bug, (error: unknown) => {
      log.fatal({ err: error }, 'an error that nobody handled: stopping');
      quit(bug, 1);
    });
  }
  try {
    const address = await start(config, lifecycle, log, hidden);
    process.stdout.write(`Baton is ready: ${address}\n`);
  } catch (error) {
    explain(error, log);
    quit('start failed', 1);
  } finally {
    lifecycle.startEnded();
  }
}

/** The address of the page. */
async function start(config: Config, lifecycle: Lifecycle, log: Logger, hidden: Set<string>): Promise<string> {
  const version = packageSchema.parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))).version;
  await checkLibraryFolders(config);
  const fileSettings = await localSettings(process.cwd());
  const url = config.databaseUrl ?? (await embedded(config, lifecycle, log, hidden));
  await migrate(url);

  const queue = createDriveQueue({ url, log });
  const database = await openDatabase({ url, log, enqueue: queue.enqueue });
  lifecycle.started('database', database.close);
  lifecycle.started('queue', queue.stop);
  await queue.start();

  const model = modelOf(config, log);
  const library = await loadLibrary({
    ...{ folders: [SHIPPED_LIBRARY, ...config.libraryPath], patterns: PATTERNS.map(({ name }) => name) },
    ...{ clock: systemClock, log },
  });
  const libraryNames = async () => {
    await library.refresh();
    const namesOf = (shelf: readonly { readonly name: string }[]) => shelf.map(({ name }) => name);
    return {
      personas: namesOf(library.personas()),
      skills: namesOf(library.skills()),
      templates: namesOf(library.templates()),
      compositions: namesOf(library.compositions()),
    };
  };
  const settings = database.settings(fileSettings);
  const ids = createIds(systemClock);
  const { archive, artifacts, changes, retention, history, deliveries, sentMessages, installations } = database;
  const shared = { archive, artifacts, settings, changes, costs: database.costs(settings), ids, clock: systemClock, log };
  const chat = { ...shared, deliveries, sentMessages, installations, libraryNames };
  const slack = await slackOf(config, chat, hidden);
  const discord = await discordOf(config, chat);
  // Stopped after the drives: their last words go out.
  if (slack) lifecycle.started('sending to Slack', slack.close);
  if (discord) lifecycle.started('sending to Discord', discord.close);
  const runtime = createRuntime({
    ...shared,
    ledger: database.ledger,
    inbox: database.inbox,
    posts: database.posts,
    retention,
    deliveries,
    history,
    queue,
    model,
    modelConcurrency: config.modelConcurrency,
    library,
    surfaces: [webSurface, ...(slack ? [slack.surface] : []), ...(discord ? [discord.surface] : [])],
    admins: config.admins,
    keepsPeople: new Set([webSurface.name]),
  });
  const { host, port, webUsers: users, publicUrl, admins } = config;
  const web = await startWeb({
    ...shared,
    desk: runtime.desk,
    personas: async () => {
      await library.refresh();
      return library.personas();
    },
    config: { host, port, users, publicUrl, admins, modelKind: model.kind },
    health: () => healthOf({ database: database.check, queue: queue.check, model: model.kind, version, surfaces: statesOf(slack, discord) }, systemClock),
  });
  lifecycle.started('web', web.close);
  lifecycle.started('drives', runtime.leave);
  await runtime.start();
  if (slack) {
    // Stopped first of all, and known to the lifecycle before it is up: it may be told to stop while it starts.
    lifecycle.started('receiving from Slack', slack.leave);
    await slack.start(runtime.desk);
    log.info({ port: slack.port(), state: slack.state() }, 'Slack is attached');
  }
  if (discord) {
    lifecycle.started('receiving from Discord', discord.leave);
    await discord.start(runtime.desk);
    log.info({ state: discord.state() }, 'Discord is attached');
  }
  const address = publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${web.port}`;
  log.info({ address, version, model: model.kind }, 'Baton is up');
  return address;
}

/** By the name of the surface, of those that are attached. */
function statesOf(slack: Slack | null, discord: Discord | null): Readonly<Record<string, () => SurfaceState>> {
  return { ...(slack ? { slack: slack.state } : {}), ...(discord ? { discord: discord.state } : {}) };
}

/** Null: not attached, and its library is not loaded. */
async function slackOf(
  { slack, publicUrl, admins }: Config,
  deps: Omit<CreateSlackDeps, 'config' | 'publicUrl' | 'admins' | 'hide'>,
  hidden: Set<string>,
): Promise<Slack | null> {
  if (!slack) return null;
  const hide = (secret: string) => {
    hidden.add(secret);
    return () => hidden.delete(secret);
  };
  const { createSlack } = await import('../adapters/slack/index.ts');
  return createSlack({ ...deps, config: slack, publicUrl, admins, hide });
}

/** Null: not attached, and its library is not loaded. */
async function discordOf({ discord, admins }: Config, deps: Omit<CreateDiscordDeps, 'config' | 'admins'>): Promise<Discord | null> {
  if (!discord) return null;
  const { createDiscord } = await import('../adapters/discord/index.ts');
  return createDiscord({ ...deps, config: discord, admins });
}

async function embedded(config: Config, lifecycle: Lifecycle, log: Logger, hidden: Set<string>): Promise<string> {
  const server = await startEmbedded({ dataDir: config.dataDir, log });
  lifecycle.started('embedded database', server.stop);
  hidden.add(new URL(server.url).password);
  return server.url;
}

function modelOf({ anthropic }: Config, log: Logger): Model {
  if (anthropic) return createAnthropicModel({ ...anthropic, log });
  log.warn({ variable: 'ANTHROPIC_API_KEY' }, 'REHEARSAL: no model key is set, so every answer is made up by rule and nothing is charged');
  return createRehearsalModel({ clock: systemClock });
}

function explain(error: unknown, log: Logger): void {
  if (error instanceof UserError) process.stderr.write(`Baton cannot start.\n${error.message}\n`);
  else if (error instanceof BatonError && error.code === 'database-unavailable')
    process.stderr.write(
      `Baton cannot start.\nThe database does not answer (${error.context.reason ?? 'no answer'}). Check that it is up and that DATABASE_URL names it; without DATABASE_URL, Baton brings its own.\n`,
    );
  else if (error instanceof BatonError && error.code === 'database-not-ours')
    process.stderr.write(
      `Baton cannot start.\nThe database of DATABASE_URL does not let Baton in: ${error.context.reason}. Check its user, password and database name, and that this user may create tables there.\n`,
    );
  else log.fatal({ err: error }, 'Baton cannot start');
}

main().catch((error: unknown) => {
  // Before there is a log: the configuration itself.
  process.stderr.write(error instanceof UserError ? `Baton cannot start.\n${error.message}\n` : `Baton cannot start: ${String(error)}\n`);
  process.exitCode = 1;
});
