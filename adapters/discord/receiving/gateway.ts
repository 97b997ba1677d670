/**
 * Discord's gateway: discord.js's own connection, which beats, resumes and comes again by itself, kept up here where it gives
 * up (a token or intents that Discord does not take). States: connecting, connected, refused, stopped.
 */
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { GatewayCloseCodes, type GatewayDispatchPayload, GatewayIntentBits, type GatewayReadyDispatchData, type REST } from 'discord.js';
import type { Logger } from 'pino';
import { timely } from '../../../src/chat/receiving/timely.ts';
import { BatonError } from '../../../src/errors.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { SurfaceState } from '../../../src/ports/surface.ts';
import { createSessions } from './sessions.ts';

export interface GatewayDeps {
  readonly token: string;
  /** It gets the bot's token here, and says where the gateway is. */
  readonly rest: REST;
  /** Everything that Discord tells, as it comes; of what was missed too, once the connection is there again. */
  readonly hear: (event: GatewayDispatchPayload) => void;
  /** A new session: what happened in between was not told. `reads`: the text of messages too. */
  readonly onReady: (data: GatewayReadyDispatchData, reads: boolean) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Gateway {
  state(): SurfaceState;
  /** False: Discord does not give this application the text of messages that do not mention it. */
  readsMessages(): boolean;
  stop(): Promise<void>;
}

/** Members are looked up one by one: that takes no intent. */
const INTENTS = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages;
/** From asking where the gateway is until it says hello to us. */
const CONNECTS_WITHIN_MS = 20_000;
/** Before a connection is made anew that Discord has ended for good. Every try costs one of a thousand a day, so they are few. */
const WAITS_MS = [2_000, 10_000, 30_000, 120_000];
const GOODBYE_MS = 1_000;

/** Rejects when the first connection cannot be made. */
export async function startGateway(deps: GatewayDeps): Promise<Gateway> {
  const { clock, log } = deps;
  const stopping = new AbortController();
  let reads = true;
  let current: Connection | null = null;
  let refused = false;

  async function connect(): Promise<void> {
    for (;;) {
      const made = openConnection(deps, reads ? INTENTS | GatewayIntentBits.MessageContent : INTENTS, (code) => void lost(made, code));
      current = made;
      try {
        await made.connect();
        refused = false;
        return;
      } catch (error) {
        await made.end();
        if (made.lastCode() !== GatewayCloseCodes.DisallowedIntents || !reads) throw error;
        reads = false;
        log.warn(
          {},
          'Discord does not give this application the text of messages (Message Content intent): buttons, commands and mentions work, plain replies do not',
        );
      }
    }
  }

  /** Discord has ended it for good, and nobody else makes it anew. */
  async function lost(connection: Connection, code: number): Promise<void> {
    if (stopping.signal.aborted || connection !== current || !connection.wasThere()) return;
    refused = true;
    log.error({ code }, 'Discord has ended the connection for good; it is made anew, and `npm run doctor` says what is wrong');
    await connection.end();
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      await clock.sleep(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        return await connect();
      } catch (error) {
        log.warn({ err: error, tries: tries + 1 }, 'the connection to Discord could not be made again; it is tried on');
      }
    }
  }

  await connect();
  return {
    state() {
      if (stopping.signal.aborted) return 'stopped';
      if (refused) return 'refused';
      return current?.isUp() === true ? 'ok' : 'reconnecting';
    },
    readsMessages: () => reads,
    async stop() {
      stopping.abort();
      await current?.end();
    },
  };
}

interface Connection {
  connect(): Promise<void>;
  end(): Promise<void>;
  isUp(): boolean;
  /** It was up at some time. */
  wasThere(): boolean;
  /** With which it was closed last. */
  lastCode(): number | null;
}

/** One try, and what comes of it until it is ended. */
function openConnection({ token, rest, hear, onReady, clock, log }: GatewayDeps, intents: number, onLost: (code: number) => void): Connection {
  const up = new Map<number, boolean>();
  const sessions = createSessions();
  let ended = false;
  let there = false;
  let code: number | null = null;
  const manager = new WebSocketManager({
    ...{ token, rest, intents },
    retrieveSessionInfo: sessions.find,
    updateSessionInfo: sessions.keep,
  });
  const isBack = (shard: number) => {
    up.set(shard, true);
    there = true;
  };
  manager.on(WebSocketShardEvents.Ready, ({ data, shardId }) => {
    isBack(shardId);
    if (!ended) onReady(data, (intents & GatewayIntentBits.MessageContent) !== 0);
  });
  manager.on(WebSocketShardEvents.Resumed, ({ shardId }) => isBack(shardId));
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (!ended) hear(data);
  });
  manager.on(WebSocketShardEvents.Error, ({ error, shardId }) => log.warn({ err: error, shard: shardId }, 'the connection to Discord has failed'));
  manager.on(WebSocketShardEvents.Closed, ({ code: with_, shardId }) => {
    up.set(shardId, false);
    code = with_;
    if (ended) return;
    log.info({ code: with_, shard: shardId }, 'the connection to Discord is closed');
    if (FINAL.has(with_)) onLost(with_);
  });

  async function end(): Promise<void> {
    if (ended) return;
    ended = true;
    // It may be about to connect again by itself: it waits for its session for ever.
    sessions.end();
    await timely(Promise.resolve(manager.destroy({ code: 1000, reason: 'Goodbye' })), GOODBYE_MS, clock).catch((error: unknown) =>
      log.debug({ err: error }, 'no goodbye to Discord'),
    );
  }

  return {
    end,
    isUp: () => up.size > 0 && [...up.values()].every((one) => one),
    wasThere: () => there,
    lastCode: () => code,
    async connect() {
      // discord.js forgets a token that was refused once, also where that was a mistake.
      rest.setToken(token);
      const connecting = manager.connect();
      const made = await timely(connecting, CONNECTS_WITHIN_MS, clock);
      if (made !== 'late') return;
      connecting.catch((error: unknown) => log.debug({ err: error }, 'a connection to Discord that came too late has failed'));
      throw new BatonError('discord-gateway-late', 'Discord did not open a connection in time.');
    },
  };
}

/** After these Discord wants nobody to come again as they are. */
const FINAL: ReadonlySet<number> = new Set([
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
]);
