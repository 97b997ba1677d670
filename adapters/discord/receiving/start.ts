/** Receiving, put together: the gateway, the intake, and the work on what was taken. */
import { type GatewayDispatchPayload, REST } from 'discord.js';
import { noticeCard } from '../../../src/cards/notice.ts';
import { createFileTurns } from '../../../src/chat/receiving/file-turns.ts';
import { createThreadRuns } from '../../../src/chat/receiving/run-in-thread.ts';
import type { DiscordConfig } from '../../../src/config/discord-config.ts';
import { type PersonId, personId, tenantId } from '../../../src/engine/ids.ts';
import { BatonError, UserError } from '../../../src/errors.ts';
import type { SurfaceState } from '../../../src/ports/surface.ts';
import { renderCard } from '../components/render.ts';
import { DISCORD_SURFACE, type DiscordDeps } from '../deps.ts';
import type { Life } from '../life/index.ts';
import type { People } from '../people/index.ts';
import { type DiscordSending, discordFailure } from '../sending/index.ts';
import { createCallbacks } from './callbacks.ts';
import { catchUp } from './catch-up.ts';
import { concernsBaton } from './concerns.ts';
import { startGateway } from './gateway.ts';
import { givenBack } from './given-back.ts';
import { handleDelivery } from './handle.ts';
import type { HandlerDeps, Where } from './handler.ts';
import { createHearing } from './hearing.ts';
import { createIntake, LEASE_MS } from './intake.ts';
import { createKnownChannels } from './known-channels.ts';
import { messageDeliveryId } from './message-id.ts';
import { createOwnRoles } from './own-roles.ts';
import { placeOf } from './place-of.ts';
import { snowflake } from './received.ts';
import { createTell } from './tell.ts';
import { createWork, type Job } from './work.ts';

export interface ReceivingDeps extends DiscordDeps {
  readonly config: Pick<DiscordConfig, 'token' | 'apiUrl'>;
  readonly sending: Omit<DiscordSending, 'surface' | 'close'>;
  readonly people: People;
  readonly life: Pick<Life, 'connected' | 'guildHere' | 'guildGone' | 'placeNews'>;
  /** ADMINS: those that are ids of Discord are named to people. */
  readonly admins: readonly string[];
}

export interface Receiving {
  /** Nothing new comes in; what is under way gets a moment, and the rest is left for other processes. */
  stop(): Promise<void>;
  state(): SurfaceState;
}

/** Rejects when the first connection cannot be made. */
export async function startReceiving(deps: ReceivingDeps): Promise<Receiving> {
  const { config, sending, deliveries, clock, log } = deps;
  const rest = new REST({ api: config.apiUrl, version: '10', retries: 0, timeout: CALL_TIMEOUT_MS });
  const ownRoles = createOwnRoles();
  const own = { botId: '', application: '', isOwnRole: ownRoles.has };
  const stopping = new AbortController();
  const callbacks = createCallbacks({ rest, application: () => own.application, clock, log });
  const threadRuns = createThreadRuns({ ...deps, surface: DISCORD_SURFACE, rootDelivery: (_, thread) => messageDeliveryId(thread) });
  const handling: HandlerDeps = {
    ...{ ...deps, ...sending, apiUrl: config.apiUrl, admins: discordIds(deps.admins), fileTurn: createFileTurns(), threadRuns },
    ...{ botId: () => own.botId, tell: createTell({ ...sending, log }) },
  };
  const work = createWork({
    ...{ deliveries, leaseMs: LEASE_MS, clock, log },
    handle: (job) => handleDelivery(job, handling),
    giveUp: (job, error) => giveUp(job, error, handling),
    putBack: async ({ tenant, live }) => await live.answer?.leave(renderCard(noticeCard({ kind: 'later' }), { guild: tenant })),
    passes: isOutage,
  });
  const known = createKnownChannels();
  const intake = createIntake({
    ...{ deliveries, work, callbacks, stopping: stopping.signal, clock, log },
    concerns: (delivered, arriving) => concernsBaton(delivered, arriving, { ...deps, threadRuns, known }),
  });
  const hear = createHearing({ ...deps, callbacks, known, ownRoles, intake, own: () => own });
  const gateway = await startGateway({
    ...{ token: config.token, rest, clock, log },
    hear: (event: GatewayDispatchPayload) => hear(event.t, event.d),
    onReady({ user, application, guilds }, reads) {
      own.botId = user.id;
      own.application = application.id;
      const here = guilds.map(({ id }) => tenantId(id));
      deps.life.connected(here);
      if (reads) void catchUp(here, { ...deps, api: sending.api, intake, own: () => own, stopping: stopping.signal });
    },
  }).catch((error: unknown) => {
    endRest(rest);
    throw error;
  });
  // Only now: a start that fails is tried again, and leaves nothing behind that runs on.
  work.start();
  return {
    state() {
      const state = gateway.state();
      return state === 'ok' && !gateway.readsMessages() ? 'limited' : state;
    },
    async stop() {
      stopping.abort();
      // What is under way may take its time: what was taken is given back meanwhile.
      await Promise.all([gateway.stop(), work.stop()]);
      endRest(rest);
    },
  };
}

/** It looks for what it need not remember any more, for ever. */
function endRest(rest: REST): void {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
}

/** Of a first answer Discord waits three seconds for. */
const CALL_TIMEOUT_MS = 5_000;
const OUTAGES: ReadonlySet<string> = new Set(['database-unavailable', 'discord-file-later']);

/** Of Discord, of the way there, or of the database. */
function isOutage(error: unknown): boolean {
  const failure = discordFailure(error)?.kind;
  if (failure === 'retry-later' || failure === 'unknown-outcome') return true;
  return error instanceof BatonError && OUTAGES.has(error.code);
}

function discordIds(admins: readonly string[]): readonly PersonId[] {
  return admins.filter((name) => snowflake.safeParse(name).success).map(personId);
}

/** Whoever waits for an answer gets a word, and what they wrote into a form that is gone. */
async function giveUp(job: Job, error: unknown, { tell, people }: HandlerDeps): Promise<void> {
  const { tenant, body, live } = job;
  if (!('user' in body) || body.kind === 'message-edited' || body.kind === 'direct') return;
  const notice = error instanceof UserError ? ({ kind: 'problem', message: error.message } as const) : ({ kind: 'gave-up' } as const);
  const place = 'at' in body ? await placeOf(tenant, body.at, { people }).catch(() => null) : body;
  const where: Where = { person: body.user, channel: place?.channel ?? null, thread: place?.thread ?? null };
  const back = body.kind === 'submitted' ? givenBack(body, error instanceof UserError ? error.message : '') : null;
  if (back !== null && live.answer !== null && (await live.answer.say(back))) return;
  await tell(job, noticeCard(notice), where);
}
