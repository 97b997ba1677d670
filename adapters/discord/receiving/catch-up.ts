/**
 * What people said in the threads of open runs while nobody listened: between two sessions, and between two processes. Discord
 * tells it to nobody again, so the threads are read; what was heard before is known by its id.
 */
import { GatewayDispatchEvents } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import type { DiscordApi } from '../sending/index.ts';
import { snowflakeAt } from '../sending/snowflake.ts';
import type { OwnUser } from './incoming.ts';
import type { Intake } from './intake.ts';
import { readMessageEvent } from './parse-message.ts';

export interface CatchUpDeps {
  readonly archive: Pick<Archive, 'workflows' | 'events'>;
  readonly api: Pick<DiscordApi, 'get'>;
  readonly intake: Intake;
  readonly own: () => OwnUser;
  readonly stopping: AbortSignal;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Older words are none for the run any more; deliveries are remembered for longer. */
const HOUR_MS = 60 * 60 * 1000;
const LOOKS_BACK_MS = 24 * HOUR_MS;
const MOST_RUNS = 100;
const PAGE = 100;
const MOST_PAGES = 5;

const pageSchema = z.array(z.looseObject({ id: z.string() }));

/** Never rejects. */
export async function catchUp(guilds: readonly TenantId[], deps: CatchUpDeps): Promise<void> {
  for (const tenant of guilds) {
    try {
      await catchUpIn(tenant, deps);
    } catch (error) {
      deps.log.warn({ err: error, tenant }, 'it is not known what was said in a server of Discord while nobody listened');
    }
  }
}

async function catchUpIn(tenant: TenantId, deps: CatchUpDeps): Promise<void> {
  const open = (await deps.archive.workflows(tenant, { active: true, thread: null, limit: MOST_RUNS + 1 })).filter(
    ({ surface }) => surface === DISCORD_SURFACE,
  );
  const runs = open.slice(0, MOST_RUNS);
  if (open.length > runs.length)
    deps.log.warn({ tenant, runs: MOST_RUNS }, 'more runs are open: in the threads of the others, what was said meanwhile is not read');
  const threads = new Map<ThreadId, bigint>();
  for (const { id, thread, createdAt } of runs) {
    const [first] = await deps.archive.events(tenant, id, 0, 1);
    const began = snowflakeOf(first?.input ?? '') ?? BigInt(snowflakeAt(createdAt));
    const earlier = threads.get(thread);
    threads.set(thread, earlier === undefined || began < earlier ? began : earlier);
  }
  const farthest = BigInt(snowflakeAt(deps.clock.now() - LOOKS_BACK_MS));
  const older = [...threads.values()].filter((began) => began < farthest).length;
  if (older > 0) deps.log.info({ tenant, threads: older, hours: LOOKS_BACK_MS / HOUR_MS }, 'of older threads only the last hours are read again');
  for (const [thread, began] of threads) {
    if (deps.stopping.aborted) return;
    await catchUpThread(tenant, thread, String(began > farthest ? began : farthest), deps);
  }
}

/** What asked for the run has an id by Discord's clock: what was said before it was material, and is no word to the run. */
function snowflakeOf(input: string): bigint | null {
  const id = /^discord:\d+:(?:message|interaction):([1-9]\d{14,19})(?::|$)/u.exec(input)?.[1];
  return id === undefined ? null : BigInt(id);
}

async function catchUpThread(tenant: TenantId, thread: ThreadId, since: string, deps: CatchUpDeps): Promise<void> {
  let after = since;
  for (let page = 0; page < MOST_PAGES && !deps.stopping.aborted; page += 1) {
    const said = await messagesAfter(after, thread, deps);
    for (const message of said) {
      for (const incoming of readMessageEvent(GatewayDispatchEvents.MessageCreate, { ...message, guild_id: tenant }, deps.own())) {
        if (incoming.kind === 'delivery') await deps.intake(incoming);
      }
    }
    const last = said.at(-1);
    if (last === undefined || said.length < PAGE) return;
    after = last.id;
  }
  const left = deps.stopping.aborted ? [] : await messagesAfter(after, thread, deps);
  if (left.length > 0) deps.log.warn({ tenant, thread, after }, 'more was said in a thread than is read again: what came after this message is not heard');
}

/** Oldest first. One thread that cannot be read (any more) is no reason to leave the others. */
async function messagesAfter(after: string, thread: ThreadId, { api, log }: CatchUpDeps): Promise<z.infer<typeof pageSchema>> {
  try {
    const query = { limit: String(PAGE), after };
    return pageSchema.parse(await api.get(`/channels/${thread}/messages`, { priority: 'background', query })).toReversed();
  } catch (error) {
    log.info({ err: error }, 'a thread could not be read again');
    return [];
  }
}
