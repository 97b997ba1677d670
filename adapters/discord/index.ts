/**
 * Discord put together: who people are, what is sent, what is received, what becomes of places. It can be spoken to at once, and
 * listens from `start` until `leave`; between `leave` and `close` what runs may still say its last words.
 */
import type { DiscordConfig } from '../../src/config/discord-config.ts';
import { type PersonId, personId } from '../../src/engine/ids.ts';
import type { Desk } from '../../src/ports/desk.ts';
import type { Surface, SurfaceState } from '../../src/ports/surface.ts';
import { COMMANDS } from './commands/table.ts';
import type { DiscordDeps } from './deps.ts';
import { registerCommands } from './install/register-commands.ts';
import { createLife, type Life } from './life/index.ts';
import { createWelcome } from './life/welcome.ts';
import { createPeople } from './people/index.ts';
import { readsOf } from './people/reads-of-api.ts';
import { type Receiving, startReceiving } from './receiving/start.ts';
import { createDiscordSending } from './sending/index.ts';

export interface Discord {
  readonly surface: Surface;
  /** From now on what Discord delivers is taken. */
  start(desk: Desk): Promise<void>;
  /** Nothing more is taken; what was taken and is not done goes to another process, or waits for the next start. */
  leave(): Promise<void>;
  /** Nothing more is sent. */
  close(): Promise<void>;
  state(): SurfaceState;
}

export interface CreateDiscordDeps extends Omit<DiscordDeps, 'desk'> {
  readonly config: DiscordConfig;
  /** ADMINS. */
  readonly admins: readonly string[];
}

/** When Discord did not answer or did not take the token at the start: again after these; the last one repeats. Each try costs one of a thousand a day. */
const TRY_AGAIN_MS = [2_000, 5_000, 10_000, 30_000, 120_000];

const START_PATIENCE_MS = 5_000;

export function createDiscord(deps: CreateDiscordDeps): Discord {
  const { config, clock, log } = deps;
  const leaving = new AbortController();
  let receiving: Receiving | null = null;
  let life: Life | null = null;
  let away = false;

  const sending = createDiscordSending({ ...deps, ...config, onUnreachable: (news) => life?.unreachable(news) });
  const people = createPeople({ ...deps, reads: () => readsOf(sending.api) });

  async function receive(desk: Desk, here: Life): Promise<void> {
    const started = await startReceiving({ ...deps, desk, sending, people, life: here });
    if (leaving.signal.aborted) await started.stop();
    receiving = started;
    away = false;
  }

  /** A page that works is worth more than a process that ends because Discord is away or does not take a token. */
  async function keepTrying(desk: Desk, here: Life): Promise<void> {
    for (let tries = 0; receiving === null && !leaving.signal.aborted; tries += 1) {
      away = true;
      await clock.sleep(TRY_AGAIN_MS[Math.min(tries, TRY_AGAIN_MS.length - 1)] ?? 0, leaving.signal);
      if (!leaving.signal.aborted) await receive(desk, here).catch((error: unknown) => log.error({ err: error }, AWAY));
    }
  }

  return {
    surface: sending.surface,
    async start(desk) {
      const welcome = createWelcome({ api: sending.api, people, log });
      const here = createLife({ ...deps, desk, people, direct: sending.privately.direct, admins: discordIds(deps.admins), welcome });
      life = here;
      const first = receive(desk, here).catch((error: unknown) => {
        log.error({ err: error }, AWAY);
        void keepTrying(desk, here);
      });
      void registerCommands({ ...deps, api: sending.api, commands: COMMANDS, guilds: config.commandGuilds }, leaving.signal);
      // The page does not wait for a Discord that is slow.
      await Promise.race([first, clock.sleep(START_PATIENCE_MS, leaving.signal)]);
    },
    async leave() {
      leaving.abort();
      await Promise.all([receiving?.stop(), life?.stop()]);
    },
    close: async () => sending.close(),
    state: () => {
      if (leaving.signal.aborted) return 'stopped';
      return away ? 'refused' : (receiving?.state() ?? 'reconnecting');
    },
  };
}

const AWAY = 'Discord is away, or does not take the bot’s token: it is tried again, and `npm run doctor` says what is wrong';

function discordIds(admins: readonly string[]): readonly PersonId[] {
  return admins.filter((name) => /^[1-9]\d{14,19}$/u.test(name)).map(personId);
}
