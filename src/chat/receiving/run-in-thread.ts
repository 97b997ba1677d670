/** Whether a run lives in a thread, or is about to: words that come before their run wait for it. */
import type { ChannelId, InputId, TenantId, ThreadId } from '../../engine/ids.ts';
import { BatonError } from '../../errors.ts';
import type { Archive, WorkflowSummary } from '../../ports/archive.ts';
import type { Deliveries } from '../../ports/deliveries.ts';
import type { SentMessages } from '../../ports/sent-messages.ts';

export interface InThread {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
  readonly thread: ThreadId;
}

export interface ThreadRuns {
  livesIn(place: InThread): Promise<boolean>;
  /** What its thread begins with is worked on, or was posted for it. */
  beginsIn(place: InThread): Promise<boolean>;
  /** False: there is none and none is coming. Throws while one is: the words are worked on again a little later. */
  livesThere(place: InThread): Promise<boolean>;
  /** The same for words that could begin a run themselves: they wait for the message above them. */
  afterItsRoot(place: InThread): Promise<void>;
  /** A delivery that comes again may have opened its run: then its words are a request that is taken, and no word to that run. */
  hasOpenedRun(place: InThread, input: InputId): Promise<boolean>;
  /** A message of Baton's own. */
  isOurs(tenant: TenantId, channel: ChannelId, ref: string): Promise<boolean>;
}

export interface ThreadRunsDeps {
  readonly surface: string;
  readonly archive: Pick<Archive, 'workflows' | 'read'>;
  readonly deliveries: Pick<Deliveries, 'open'>;
  readonly sentMessages: Pick<SentMessages, 'find'>;
  /** The delivery id of the message that a thread begins with. */
  readonly rootDelivery: (channel: ChannelId, thread: ThreadId) => string;
}

const MOST_RUNS = 20;

export function createThreadRuns({ surface, archive, deliveries, sentMessages, rootDelivery }: ThreadRunsDeps): ThreadRuns {
  /** Two channels may have threads of the same name. */
  async function runsIn({ tenant, channel, thread }: InThread): Promise<readonly WorkflowSummary[]> {
    return (await archive.workflows(tenant, { active: null, thread, limit: MOST_RUNS })).filter((run) => run.channel === channel);
  }

  const livesIn = async (place: InThread): Promise<boolean> => (await runsIn(place)).length > 0;
  const rootIsOpen = async ({ tenant, channel, thread }: InThread) => await deliveries.open({ surface, tenant, id: rootDelivery(channel, thread) });
  const isOurs = async (tenant: TenantId, channel: ChannelId, ref: string) => (await sentMessages.find(surface, tenant, channel, ref)) !== null;
  const beginsIn = async (place: InThread) => (await rootIsOpen(place)) || (await isOurs(place.tenant, place.channel, place.thread));

  return {
    livesIn,
    beginsIn,
    isOurs,
    async livesThere(place) {
      if (await livesIn(place)) return true;
      if (await beginsIn(place)) throw notYet();
      return false;
    },
    async afterItsRoot(place) {
      if (await livesIn(place)) return;
      if (await rootIsOpen(place)) throw notYet();
    },
    async hasOpenedRun(place, input) {
      for (const { id } of await runsIn(place)) {
        if ((await archive.read(place.tenant, id))?.recorded[0]?.input === input) return true;
      }
      return false;
    },
  };
}

function notYet(): BatonError {
  return new BatonError('chat-run-not-there-yet', 'The run of this thread is about to be there.');
}
