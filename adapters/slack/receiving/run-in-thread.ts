/** Whether words in a thread come before their run: then they wait for it. */
import type { ChannelId, InputId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import { BatonError } from '../../../src/errors.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { beginsIn } from './concerns.ts';
import type { HandlerDeps } from './handler.ts';
import { messageDeliveryId } from './message-id.ts';

interface InThread {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
  readonly thread: ThreadId;
}

const MOST_RUNS = 20;

async function runsIn({ tenant, channel, thread }: InThread, { archive }: HandlerDeps) {
  return (await archive.workflows(tenant, { active: null, thread, limit: MOST_RUNS })).filter((run) => run.channel === channel);
}

/** False: there is none and none is coming. Throws while one is: the words are worked on again a little later. */
export async function runLivesThere(place: InThread, deps: HandlerDeps): Promise<boolean> {
  if ((await runsIn(place, deps)).length > 0) return true;
  if (await beginsIn(place.tenant, place.channel, place.thread, deps)) throw notYet();
  return false;
}

/** The same for words that could begin a run themselves: they wait for the message above them. */
export async function afterItsRoot({ tenant, channel, thread }: InThread, deps: HandlerDeps): Promise<void> {
  if ((await runsIn({ tenant, channel, thread }, deps)).length > 0) return;
  if (await deps.deliveries.open({ surface: SLACK_SURFACE, tenant, id: messageDeliveryId(channel, thread) })) throw notYet();
}

function notYet(): BatonError {
  return new BatonError('slack-run-not-there-yet', 'The run of this thread is about to be there.');
}

/** A delivery that comes again may have opened its run: then its words are a request that is taken, and no word to that run. */
export async function hasOpenedRun(place: InThread, input: InputId, deps: HandlerDeps): Promise<boolean> {
  for (const { id } of await runsIn(place, deps)) {
    if ((await deps.archive.read(place.tenant, id))?.recorded[0]?.input === input) return true;
  }
  return false;
}
