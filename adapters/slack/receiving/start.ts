/** Receiving, put together: a way in, the intake, the work on what was taken, and what becomes of runs whose place is lost. */
import { noticeCard } from '../../../src/cards/notice.ts';
import { createFileTurns } from '../../../src/chat/receiving/file-turns.ts';
import { createRepeat } from '../../../src/chat/receiving/repeated.ts';
import { createThreadRuns } from '../../../src/chat/receiving/run-in-thread.ts';
import type { SlackConfig } from '../../../src/config/slack-config.ts';
import { inputId, type PersonId, personId, type TenantId } from '../../../src/engine/ids.ts';
import { BatonError, UserError } from '../../../src/errors.ts';
import { SLACK_SURFACE, type SlackDeps } from '../deps.ts';
import type { HttpRoute } from '../install/oauth-routes.ts';
import type { Tokens } from '../install/tokens.ts';
import { lookAgain } from '../life/look-again.ts';
import { lostOnSlack } from '../life/lost-on-slack.ts';
import { suggestionsFor } from '../modals/suggestions.ts';
import type { People } from '../people/index.ts';
import { type SlackSending, slackFailure, type Unreachable } from '../sending/index.ts';
import { concernsBaton } from './concerns.ts';
import { handleDelivery } from './handle.ts';
import type { HandlerDeps, Where } from './handler.ts';
import { startHttp } from './http.ts';
import { createIntake, LEASE_MS } from './intake.ts';
import { messageDeliveryId } from './message-id.ts';
import type { Receiver } from './receiver.ts';
import { createRespond } from './respond.ts';
import { startSocket } from './socket.ts';
import { createTell } from './tell.ts';
import { createWork, type Job } from './work.ts';

export interface ReceivingDeps extends SlackDeps {
  readonly config: Pick<SlackConfig, 'receive' | 'http' | 'apiUrl'>;
  readonly publicUrl: string | null;
  readonly tokens: Tokens;
  /** Served beside Slack's own address, where Slack delivers over HTTP. */
  readonly routes: readonly HttpRoute[];
  readonly sending: Pick<SlackSending, 'api' | 'privately' | 'threadRoots' | 'deletedMessages'>;
  readonly people: People;
  /** ADMINS: those that are ids of Slack are named to people. */
  readonly admins: readonly string[];
}

export interface Receiving {
  /** Nothing new comes in; what is under way gets a moment, and the rest is left for other processes. */
  stop(): Promise<void>;
  state(): ReturnType<Receiver['state']>;
  /** Null in Socket Mode. */
  readonly port: number | null;
  /** A run's thread cannot be posted to. */
  unreachable(news: Unreachable): void;
}

export async function startReceiving(deps: ReceivingDeps): Promise<Receiving> {
  const { sending, people, tokens, deliveries, clock, log } = deps;
  const respond = createRespond(log, deps.config.apiUrl);
  const tell = createTell(sending.privately, respond);
  const threadRuns = createThreadRuns({ ...deps, surface: SLACK_SURFACE, rootDelivery: messageDeliveryId });
  const handling: HandlerDeps = {
    ...deps,
    ...sending,
    apiUrl: deps.config.apiUrl,
    admins: slackIds(deps.admins),
    fileTurn: createFileTurns(),
    threadRuns,
    tell,
  };
  const work = createWork({
    ...{ deliveries, leaseMs: LEASE_MS, clock, log },
    handle: (job) => handleDelivery(job, handling),
    giveUp: (job, error) => giveUp(job, error, handling),
    passes: isOutage,
  });
  const intake = createIntake({
    ...{ deliveries, work, respond, clock, log },
    own: (team) => tokens.forTeam(team),
    concerns: (delivered, arriving) => concernsBaton(delivered, arriving, handling),
    options: async (asked) => ((await mayChoose(asked, deps)) ? suggestionsFor(asked.action, asked.typed, await deps.libraryNames()) : { options: [] }),
    peopleChanged: ({ tenant, user }) => people.changed(tenant, user),
  });
  const receiver = await startReceiver(deps, intake);
  // Only now: a start that fails is tried again, and leaves nothing behind that runs on.
  work.start();
  void installedAgain(deps);
  const looking = createRepeat(() => lookEverywhere(deps));
  looking.start(LOOKS_EVERY_MS, clock, log, 'whether runs wait for places of Slack that are within reach again is not known');
  const recording = new Set<string>();
  return {
    port: receiver.port,
    state: receiver.state,
    async stop() {
      looking.stop();
      // What is under way at the receiver may take its time: what was taken is given back meanwhile.
      await Promise.all([receiver.stop(), work.stop()]);
    },
    unreachable: ({ tenant, channel, thread, workflow, reason }) => {
      if (reason === 'not-allowed') return;
      const input = inputId(`slack:${tenant}:unreachable:${workflow}:${clock.now()}`);
      const lost = { tenant, channel: reason === 'uninstalled' ? null : channel, thread: reason === 'thread-deleted' ? thread : null, reason };
      // Every run that lives there says so when it posts.
      const place = JSON.stringify(lost);
      if (recording.has(place)) return;
      recording.add(place);
      lostOnSlack({ ...lost, input }, handling)
        .catch((error: unknown) => log.warn({ err: error }, 'the loss of a place could not be recorded; the next post that fails says it again'))
        .finally(() => recording.delete(place));
    },
  };
}

/** With a token that Slack takes, runs that waited for one go on: nobody tells of a token that was set anew by hand. */
async function installedAgain({ tokens, desk, ids, log }: ReceivingDeps): Promise<void> {
  const unknown = (error: unknown) => log.warn({ err: error }, 'whether runs wait for Slack to be installed again is not known');
  const teams = await tokens.teams().catch((error: unknown) => {
    unknown(error);
    return [];
  });
  for (const tenant of teams) {
    const input = inputId(`slack:${tenant}:started:${ids.next()}`);
    await desk.place({ tenant, surface: SLACK_SURFACE, channel: null, thread: null, reason: null, after: 'uninstalled', input }).catch(unknown);
  }
}

/** Of runs that wait. */
const LOOKS_EVERY_MS = 10 * 60_000;

async function lookEverywhere(deps: ReceivingDeps): Promise<void> {
  for (const tenant of await deps.tokens.teams()) await lookAgain(tenant, deps);
}

/** Names of the library are for those who may use Baton. */
async function mayChoose({ tenant, user }: { readonly tenant: TenantId; readonly user: PersonId }, { tokens, people }: ReceivingDeps): Promise<boolean> {
  if ((await tokens.forTeam(tenant)) === null) return false;
  const standing = await people.standing(tenant, user, null);
  return standing.kind === 'may' || standing.admin !== null;
}

async function startReceiver(
  { config, routes, clock, log }: ReceivingDeps,
  intake: ReturnType<typeof createIntake>,
): Promise<Receiver & { readonly port: number | null }> {
  const { receive, http, apiUrl } = config;
  if (receive.kind === 'socket') return { ...(await startSocket({ appToken: receive.appToken, apiUrl, intake, clock, log })), port: null };
  return await startHttp({ signingSecret: receive.signingSecret, host: http?.host ?? '127.0.0.1', port: http?.port ?? 0, routes, intake, clock, log });
}

const OUTAGES: ReadonlySet<string> = new Set(['database-unavailable', 'slack-file-later']);

/** Of Slack, of the way there, or of the database. */
function isOutage(error: unknown): boolean {
  const failure = slackFailure(error)?.kind;
  if (failure === 'retry-later' || failure === 'unknown-outcome') return true;
  return error instanceof BatonError && OUTAGES.has(error.code);
}

function slackIds(admins: readonly string[]): readonly PersonId[] {
  return admins.filter((name) => /^[UW][A-Z0-9]{2,}$/u.test(name)).map(personId);
}

/** Whoever waits for an answer gets a word; events of channels and installations have nobody waiting. */
async function giveUp(job: Job, error: unknown, { tell }: HandlerDeps): Promise<void> {
  const { body } = job;
  if (!('user' in body)) return;
  const where: Where = { person: body.user, channel: 'channel' in body ? body.channel : null, thread: 'thread' in body ? body.thread : null };
  await tell(job, noticeCard(error instanceof UserError ? { kind: 'problem', message: error.message } : { kind: 'gave-up' }), where);
}
