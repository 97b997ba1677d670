/** Looks how the places of runs are now, and holds the runs up or lets them go on. */
import type { Logger } from 'pino';
import type { Card } from '../../../src/cards/card.ts';
import { lackingLine } from '../../../src/cards/lacking-words.ts';
import { type LostPlace, placeLost } from '../../../src/chat/life/place-lost.ts';
import { type RunPlace, runPlaces } from '../../../src/chat/life/run-places.ts';
import { saidOnce } from '../../../src/chat/life/said-once.ts';
import type { PlaceLoss } from '../../../src/engine/event.ts';
import { type ChannelId, type InputId, inputId, type PersonId, type TenantId, type ThreadId } from '../../../src/engine/ids.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { Deliveries } from '../../../src/ports/deliveries.ts';
import type { Desk } from '../../../src/ports/desk.ts';
import type { Ids } from '../../../src/ports/ids.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import type { People } from '../people/index.ts';
import { lossOf } from './loss-of.ts';
import type { ToldLately } from './told-lately.ts';

export interface LookDeps {
  readonly desk: Pick<Desk, 'place'>;
  readonly archive: Pick<Archive, 'workflows' | 'read'>;
  readonly deliveries: Pick<Deliveries, 'take' | 'done'>;
  readonly people: People;
  readonly toldLately: Pick<ToldLately, 'lost'>;
  readonly direct: (tenant: TenantId, person: PersonId, card: Card) => Promise<boolean>;
  /** ADMINS, as far as they are ids of Discord. */
  readonly admins: readonly PersonId[];
  readonly ids: Ids;
  readonly log: Logger;
}

export interface Where {
  readonly tenant: TenantId;
  /** Null: the whole guild. */
  readonly channel: ChannelId | null;
  readonly thread: ThreadId | null;
  readonly look: Look;
}

/**
 * How closely: at `everything`; at `channels`, which is enough where rights changed and takes few questions for many runs; at those that are `waiting` for
 * their place.
 */
export type Look = 'everything' | 'channels' | 'waiting';

/** `suspected`: a message could not be sent there for this reason; it counts where Discord says nothing else. Throws where Discord does not answer. */
export async function lookAgain(where: Where, suspected: PlaceLoss | null, deps: LookDeps): Promise<void> {
  const runs = await runPlaces({ ...where, surface: DISCORD_SURFACE }, deps.archive);
  for (const [thread, there] of byThread(runs)) {
    const [first] = there;
    if (!first) continue;
    const { tenant, channel } = first.run;
    const waits = there.some(({ away }) => away !== null) || deps.toldLately.lost(tenant, channel, thread);
    if (where.look === 'waiting' && !waits) continue;
    const loss = (await lossOf(tenant, channel, where.look === 'channels' && !waits ? null : thread, deps.people)) ?? suspected;
    if (loss === null ? !waits : there.every(({ away }) => away === loss)) continue;
    const input = inputId(`${DISCORD_SURFACE}:${tenant}:looked:${deps.ids.next()}`);
    if (loss === null) await back({ tenant, channel, thread, input }, there, deps);
    else await placeLost({ tenant, channel, thread, reason: loss, input }, lostDeps({ ...deps, admins: await adminsIn(tenant, deps) }));
  }
}

async function back(
  place: { readonly tenant: TenantId; readonly channel: ChannelId; readonly thread: ThreadId; readonly input: InputId },
  there: readonly RunPlace[],
  { desk, log }: LookDeps,
): Promise<void> {
  await desk.place({ ...place, surface: DISCORD_SURFACE, reason: null });
  log.info({ tenant: place.tenant, thread: place.thread, runs: there.length }, 'a thread of Discord is within reach again');
}

function lostDeps({ desk, archive, deliveries, people, direct, admins, log }: LookDeps) {
  return {
    surface: DISCORD_SURFACE,
    ...{ desk, archive, direct, admins, log },
    advice: async ({ tenant, channel, reason }: LostPlace) => {
      const fixable = reason === 'not-allowed' || reason === 'left';
      const missing = fixable && channel !== null ? await people.lacks(tenant, channel, 'speak') : [];
      const owner = fixable || reason === 'locked' ? (await people.guild(tenant))?.owner : undefined;
      return { missing: missing.map(lackingLine), fixers: owner === undefined ? [] : [owner, ...admins] };
    },
    // Every process of this token hears of it.
    first: ({ id, version, tenant }: RunPlace['run'], reason: PlaceLoss) =>
      saidOnce({ surface: DISCORD_SURFACE, tenant, id: `lost:${id}:${reason}:${version}` }, deliveries),
  };
}

/** ADMINS are of all servers; what is asked for in one is nothing for those who are not in it. */
async function adminsIn(tenant: TenantId, { people, admins }: LookDeps): Promise<readonly PersonId[]> {
  const standings = await Promise.all(admins.map((admin) => people.standing(tenant, admin, null, null)));
  return admins.filter((_, index) => standings[index]?.kind === 'may');
}

function byThread(runs: readonly RunPlace[]): ReadonlyMap<ThreadId, readonly RunPlace[]> {
  const each = new Map<ThreadId, RunPlace[]>();
  for (const one of runs) each.set(one.run.thread, [...(each.get(one.run.thread) ?? []), one]);
  return each;
}
