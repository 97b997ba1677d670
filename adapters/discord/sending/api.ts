/**
 * The one way to call Discord with the bot's token: every call of every part goes through here, waits for its turn within
 * Discord's rates, and fails, if it fails, with a DiscordCallError. Answers to interactions have no rate that matters and
 * no time to wait: they do not come here.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, RateLimitError, type RawFile, REST, RESTEvents, RequestMethod } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { QueuedCall } from '../../../src/chat/sending/call-queue.ts';
import { createScheduler } from '../../../src/chat/sending/call-scheduler.ts';
import type { Priority } from '../../../src/chat/sending/priority.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { type CallMethod, queueName, routeKind } from './call-route.ts';
import { DiscordCallError, discordCallError } from './discord-error.ts';
import { createAppWindow } from './send-window.ts';

export interface DiscordApi {
  /** What Discord answered, for the caller to parse. Throws DiscordCallError. `route` without the version: `/channels/1/messages`. */
  call(method: CallMethod, route: `/${string}`, options: CallOptions): Promise<unknown>;
  get(route: `/${string}`, options: Pick<CallOptions, 'priority' | 'patienceMs' | 'query'>): Promise<unknown>;
  /** The bot's own user. Asked once. */
  botId(): Promise<string>;
  /** What waits is refused with `retry-later`; what is on its way may finish. */
  close(): void;
}

export interface CallOptions {
  readonly priority: Priority;
  readonly body?: object;
  readonly query?: Readonly<Record<string, string>>;
  readonly files?: readonly RawFile[];
  /** Longest wait for its turn, then it fails with `retry-later`. Default: two minutes. */
  readonly patienceMs?: number;
  /** A newer call with the same name replaces one that still waits, whose caller gets what the newer one gives; and one with the same name goes out at a time. */
  readonly replaces?: string;
  /** What the caller gets instead of Discord's answer: of two calls with a name, that of the one that went out. */
  readonly gives?: unknown;
}

export interface DiscordApiDeps {
  readonly token: string;
  /** Without the version, `http://127.0.0.1:1234/api`; null: Discord's own. */
  readonly apiUrl: string | null;
  readonly clock: Clock;
  readonly log: Logger;
  /** Default: longer than Discord takes on a bad day. After that nobody knows what came of the call. */
  readonly callTimeoutMs?: number;
}

interface ScheduledCall extends QueuedCall {
  readonly method: CallMethod;
  readonly route: string;
}

const CALL_TIMEOUT_MS = 10_000;
/** Some megabytes over a slow line. */
export const UPLOAD_TIMEOUT_MS = 60_000;

/** Refusals. */
const WARNED_EVERY = 500;

/** A token that Discord refused is not tried at every call: too many refusals, and it answers to nothing from this address any more. */
const REFUSED_FOR_MS = 60_000;

const METHODS: Readonly<Record<CallMethod, RequestMethod>> = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PATCH: RequestMethod.Patch,
  PUT: RequestMethod.Put,
  DELETE: RequestMethod.Delete,
};

const meSchema = z.object({ id: z.string() });

/** What waited for another call of discord.js' own queue tries again after so long. */
const NOT_LEFT_WAIT_MS = 1_000;

export function createDiscordApi({ token, apiUrl, clock, log, callTimeoutMs = CALL_TIMEOUT_MS }: DiscordApiDeps): DiscordApi {
  const underway = new AsyncLocalStorage<{ left: boolean }>();
  const rest = new REST({
    version: '10',
    retries: 0,
    rejectOnRateLimit: () => true,
    timeout: UPLOAD_TIMEOUT_MS,
    invalidRequestWarningInterval: WARNED_EVERY,
    makeRequest(url, init) {
      const call = underway.getStore();
      if (call !== undefined) call.left = true;
      return DefaultRestOptions.makeRequest(url, init);
    },
    ...(apiUrl === null ? {} : { api: apiUrl }),
  });
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) =>
    log.warn({ count, remainingMs: remainingTime }, 'Discord refuses many calls; it bans an address for 10,000 within ten minutes'),
  );
  const app = createAppWindow();
  let refusedAt = Number.NEGATIVE_INFINITY;
  let me: Promise<string> | null = null;
  const scheduler = createScheduler<ScheduledCall>({
    clock,
    queueOf: ({ method, route }) => queueName(method, route, clock.now()),
    windowOf: () => app.part(),
    // discord.js sends the calls of a route one after the other as well: its queue knows no priorities, so nothing stands in it.
    atOnce: 1,
    tooLate: ({ method, route }) => new DiscordCallError(`${method} ${routeKind(route)}`, { kind: 'retry-later', afterMs: null }),
  });

  async function send(method: CallMethod, route: `/${string}`, { body, query, files }: CallOptions): Promise<unknown> {
    const called = `${method} ${routeKind(route)}`;
    if (clock.now() - refusedAt < REFUSED_FOR_MS) throw new DiscordCallError(called, { kind: 'token-gone' });
    const sent = { left: false };
    const signal = AbortSignal.timeout(files === undefined ? callTimeoutMs : UPLOAD_TIMEOUT_MS);
    try {
      // discord.js forgets a token that was refused once.
      rest.setToken(token);
      const request = {
        method: METHODS[method],
        fullRoute: route,
        signal,
        ...(body === undefined ? {} : { body }),
        ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
        ...(files === undefined ? {} : { files: [...files] }),
      };
      return await underway.run(sent, () => rest.request(request));
    } catch (error) {
      // It waited behind a call of another queue of ours: discord.js sends one after the other what has one rate at Discord.
      if (signal.aborted && !sent.left) throw new DiscordCallError(called, { kind: 'retry-later', afterMs: NOT_LEFT_WAIT_MS });
      if (error instanceof RateLimitError && error.global) app.blockUntil(clock.now() + error.retryAfter);
      const failed = discordCallError(called, error);
      if (failed.failure.kind === 'token-gone') {
        if (refusedAt === Number.NEGATIVE_INFINITY)
          log.error({ err: failed }, 'Discord does not take the bot’s token any more; `npm run doctor` says what to do');
        refusedAt = clock.now();
      }
      throw failed;
    }
  }

  async function call(method: CallMethod, route: `/${string}`, options: CallOptions): Promise<unknown> {
    const { priority, patienceMs, replaces } = options;
    const queued = {
      method,
      route,
      channel: null,
      priority,
      ...(patienceMs === undefined ? {} : { patienceMs }),
      ...(replaces === undefined ? {} : { replaces }),
    };
    return await scheduler.schedule(queued, async () => {
      const answer = await send(method, route, options);
      refusedAt = Number.NEGATIVE_INFINITY;
      return options.gives === undefined ? answer : options.gives;
    });
  }

  async function askWhoWeAre(): Promise<string> {
    return meSchema.parse(await call('GET', '/users/@me', { priority: 'decision' })).id;
  }

  return {
    call,
    get: (route, options) => call('GET', route, options),
    async botId() {
      me ??= askWhoWeAre();
      try {
        return await me;
      } catch (error) {
        me = null;
        throw error;
      }
    },
    close() {
      scheduler.close();
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}
