/**
 * Runs that wait for their channel are looked at again at the start, and now and then: that it is within reach again Slack tells once, and
 * it may have told it while nobody listened, or before the run had heard of the loss.
 */
import { runPlaces } from '../../../src/chat/life/run-places.ts';
import type { PlaceLoss } from '../../../src/engine/event.ts';
import { type ChannelId, inputId, type TenantId } from '../../../src/engine/ids.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { HandlerDeps } from '../receiving/handler.ts';

export type LookDeps = Pick<HandlerDeps, 'archive' | 'desk' | 'people' | 'ids' | 'log'>;

/** A thread that is gone does not come back; an installation is looked at where its token is. */
const MAY_BE_BACK: ReadonlySet<PlaceLoss | null> = new Set<PlaceLoss>(['archived', 'deleted', 'left', 'locked', 'not-allowed']);

export async function lookAgain(tenant: TenantId, deps: LookDeps): Promise<void> {
  const runs = await runPlaces({ tenant, surface: SLACK_SURFACE, channel: null, thread: null }, deps.archive);
  const lost = new Map<ChannelId, Set<PlaceLoss>>();
  for (const { run, away } of runs) if (away !== null && MAY_BE_BACK.has(away)) lost.set(run.channel, (lost.get(run.channel) ?? new Set()).add(away));
  for (const [channel, reasons] of lost) {
    try {
      await lookAt({ tenant, channel }, reasons, deps);
    } catch (error) {
      deps.log.info({ err: error, tenant, channel }, 'whether a place of Slack is within reach again is not known');
    }
  }
}

async function lookAt(
  { tenant, channel }: { readonly tenant: TenantId; readonly channel: ChannelId },
  reasons: ReadonlySet<PlaceLoss>,
  { desk, people, ids, log }: LookDeps,
): Promise<void> {
  people.placeChanged(tenant, channel);
  const place = await people.place(tenant, channel);
  if (!place?.joined || place.archived) return;
  const input = inputId(`${SLACK_SURFACE}:${tenant}:looked:${ids.next()}`);
  // Not the runs that lost it for another reason meanwhile.
  for (const after of reasons)
    await desk.place({ tenant, surface: SLACK_SURFACE, channel, thread: null, reason: null, after, input: inputId(`${input}:${after}`) });
  log.info({ tenant, channel }, 'a place of Slack is within reach again, although nothing told of it');
}
