/**
 * Slack put together: whose tokens, who people are, what is sent, what is received. It can be spoken to at once, and listens
 * from `start` until `leave`; between `leave` and `close` what runs may still say its last words.
 */
import type { SlackConfig } from '../../src/config/slack-config.ts';
import { inputId, type TenantId } from '../../src/engine/ids.ts';
import { BatonError, UserError } from '../../src/errors.ts';
import type { Desk } from '../../src/ports/desk.ts';
import type { Surface, SurfaceState } from '../../src/ports/surface.ts';
import { SLACK_SURFACE, type SlackDeps } from './deps.ts';
import { createInstall } from './install/index.ts';
import { type InstallServer, startInstallServer } from './install/install-server.ts';
import type { Hide } from './install/many-workspaces.ts';
import { createPeople } from './people/index.ts';
import { type Receiving, startReceiving } from './receiving/start.ts';
import { createSlackSending } from './sending/index.ts';

export interface Slack {
  readonly surface: Surface;
  /** From now on what Slack delivers is taken. */
  start(desk: Desk): Promise<void>;
  /** Nothing more is taken; what was taken and is not done goes to another process, or waits for the next start. */
  leave(): Promise<void>;
  /** Nothing more is sent. */
  close(): Promise<void>;
  state(): SurfaceState;
  /** Where Slack's HTTP deliveries and the pages of an installation are served; null: nowhere. */
  port(): number | null;
}

export interface CreateSlackDeps extends Omit<SlackDeps, 'desk'> {
  readonly config: SlackConfig;
  readonly publicUrl: string | null;
  /** ADMINS. */
  readonly admins: readonly string[];
  /** What comes here must never reach a log. */
  readonly hide: Hide;
}

/** Before each further try, when Slack did not answer or did not take the app's token at the start; the last one repeats. */
const TRY_AGAIN_MS = [2_000, 5_000, 10_000, 30_000];

const START_PATIENCE_MS = 5_000;

export function createSlack(deps: CreateSlackDeps): Slack {
  const { config, clock, log, ids } = deps;
  const leaving = new AbortController();
  const ready = Promise.withResolvers<Desk>();
  let receiving: Receiving | null = null;
  let server: InstallServer | null = null;
  /** The bot token, and whether Slack could be heard of at the start. */
  let refused = false;
  let away = false;

  /** What rested because Baton was gone from a workspace goes on. */
  async function wake(tenant: TenantId): Promise<void> {
    const desk = await ready.promise;
    const input = inputId(`slack:${tenant}:installed:${ids.next()}`);
    await desk.place({ tenant, surface: SLACK_SURFACE, channel: null, thread: null, reason: null, after: 'uninstalled', input });
  }

  const installed = async (tenant: TenantId): Promise<void> => {
    // Nobody who installs Baton, or needs its token, has to wait for that.
    wake(tenant).catch((error: unknown) =>
      log.error({ err: error, tenant }, 'runs of a workspace that has Baton again were not woken; a word in their threads does it'),
    );
  };
  const { tokens, routes } = createInstall(config, { ...deps, installed });
  // Whom a message names is looked up by calls that the sender makes: each needs the other, and neither at once.
  const people = createPeople({ ...deps, api: () => sending.api });
  const sending = createSlackSending({ ...deps, tokens, apiUrl: config.apiUrl, names: people.names, onUnreachable: (news) => receiving?.unreachable(news) });

  async function receive(desk: Desk): Promise<void> {
    const started = await startReceiving({ ...deps, desk, tokens, routes, sending, people });
    if (leaving.signal.aborted) await started.stop();
    receiving = started;
    away = false;
  }

  /** A page that works is worth more than a process that ends because Slack is away or does not take a token. */
  async function keepTrying(desk: Desk): Promise<void> {
    for (let tries = 0; receiving === null && !leaving.signal.aborted; tries += 1) {
      away = true;
      await clock.sleep(TRY_AGAIN_MS[Math.min(tries, TRY_AGAIN_MS.length - 1)] ?? 0, leaving.signal);
      if (!leaving.signal.aborted) await receive(desk).catch((error: unknown) => log.error({ err: error }, AWAY));
    }
  }

  /** So that a token that Slack does not take is in the log before anybody needs it. */
  async function askWhoWeAre(): Promise<void> {
    try {
      await tokens.teams();
    } catch (error) {
      if (error instanceof BatonError && error.code === 'slack-token-refused') refused = true;
      else log.warn({ err: error }, 'Slack did not say which workspace this is; it is asked again when that is needed');
    }
  }

  return {
    surface: sending.surface,
    async start(desk) {
      ready.resolve(desk);
      if (config.receive.kind === 'socket' && config.http !== null) server = await startInstallServer(routes, config.http);
      const first = receive(desk).catch((error: unknown) => {
        if (error instanceof UserError) throw error;
        log.error({ err: error }, AWAY);
        void keepTrying(desk);
      });
      // The page does not wait for a Slack that is slow.
      await Promise.race([Promise.all([first, askWhoWeAre()]), clock.sleep(START_PATIENCE_MS, leaving.signal)]);
      first.catch((error: unknown) => log.error({ err: error }, AWAY));
    },
    async leave() {
      leaving.abort();
      await Promise.all([receiving?.stop(), server?.stop()]);
    },
    close: async () => sending.close(),
    state: () => {
      if (leaving.signal.aborted) return 'stopped';
      return refused || away ? 'refused' : (receiving?.state() ?? 'reconnecting');
    },
    port: () => receiving?.port ?? server?.port ?? null,
  };
}

const AWAY = 'Slack is away, or does not take the app’s token: it is tried again, and `npm run doctor` says what is wrong';
