/**
 * What was taken is worked on: some at a time, what belongs to one thread in its order, again after a failure that may pass, and
 * by whichever process is left when one dies. A delivery is done once its handling has come to an end, well or not.
 */
import type { Logger } from 'pino';
import { UserError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClaimedDelivery, Deliveries } from '../../ports/deliveries.ts';
import type { AnyBody, Job } from './job.ts';
import { createLanes, type Lane } from './lanes.ts';
import { createRepeat } from './repeated.ts';
import { timely } from './timely.ts';

export interface Work<Body extends AnyBody, Live, Done> {
  /** Resolves with what its handling brought; null for what was given up. */
  take(job: Job<Body, Live>): Promise<Done | null>;
  /** It was told as not taken: nothing is done about it. */
  drop(job: Job<Body, Live>): Promise<void>;
  start(): void;
  /** What is under way gets a moment; the rest is given back for others. */
  stop(): Promise<void>;
}

export interface WorkDeps<Body extends AnyBody, Live, Done> {
  readonly surface: string;
  readonly deliveries: Pick<Deliveries, 'claim' | 'hold' | 'done'>;
  /** Null: not readable here, of a newer release. */
  readonly read: (body: unknown) => Body | null;
  /** Of what is taken up again. */
  readonly notLive: Live;
  readonly laneOf: (job: Job<Body, Live>) => Lane;
  /** A UserError is for the person; anything else may pass. */
  readonly handle: (job: Job<Body, Live>) => Promise<Done>;
  /** Of what was taken up again: nobody waits for what it brought. */
  readonly afterwards?: (done: Done) => Promise<void>;
  /** It cannot be done, or not now: somebody waits for a word. */
  readonly giveUp: (job: Job<Body, Live>, error: unknown) => Promise<void>;
  /** It goes on later, here or elsewhere, where nothing of `Live` is left: the last moment for a word through that. */
  readonly putBack?: (job: Job<Body, Live>) => Promise<void>;
  /** An outage: it is no fault of the delivery's, and passes. */
  readonly passes: (error: unknown) => boolean;
  readonly leaseMs: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What a dead process left is looked for this often, and at the start: one small read where there is nothing. */
const LOOK_EVERY_MS = 3_000;
const MOST_CLAIMED = 50;
/** After an outage the rest waits in the database. */
const MOST_IN_HAND = 500;
/** Before each further try. Longer outages are for the next look: a delivery that nobody holds is claimed again. */
const PAUSES_MS = [500, 2_000, 5_000, 10_000];
/** Taken up this often in vain, it is told and left. */
const MOST_TRIES = 6;
/** An outage counts for nothing until then: after a day nobody waits for it any more. */
const OUTAGE_MS = 24 * 60 * 60 * 1000;
/** How long it rests at most before it is taken up again, here or elsewhere. */
const LONGEST_REST_MS = 60_000;
/** What is under way at the stop; the posts of a run have a grace of their own. */
const STOP_GRACE_MS = 3_000;
/** For the words to those who wait for what is left then. */
const GOODBYE_MS = 1_000;

export function createWork<Body extends AnyBody, Live, Done>(deps: WorkDeps<Body, Live, Done>): Work<Body, Live, Done> {
  const { surface, deliveries, handle, giveUp, passes, leaseMs, clock, log } = deps;
  type ThisJob = Job<Body, Live>;
  const inHand = new Map<string, ThisJob>();
  const lanes = createLanes<ThisJob>(deps.laneOf);
  const stopping = new AbortController();

  async function work(job: ThisJob): Promise<Done | null> {
    for (let attempt = 0; ; attempt += 1) {
      if (stopping.signal.aborted) return null;
      try {
        const handled = await handle(attempt === 0 ? job : { ...job, again: true });
        await finish(job);
        return handled;
      } catch (error) {
        if (error instanceof UserError) return await end(job, error);
        const pause = PAUSES_MS[attempt];
        log.warn({ surface, err: error, delivery: job.body.kind, attempt, tries: job.tries }, 'a delivery could not be worked on');
        if (pause === undefined) return isPatientWith(job, error) ? await rest(job) : await end(job, error);
        await clock.sleep(pause, stopping.signal);
      }
    }
  }

  function isPatientWith({ tries, takenAt }: ThisJob, error: unknown): boolean {
    return passes(error) ? clock.now() - takenAt < OUTAGE_MS : tries < MOST_TRIES;
  }

  /** Nobody works on it for a while. */
  async function rest(job: ThisJob): Promise<null> {
    const { tenant, id, tries } = job;
    await sayLater(job);
    await deliveries.hold([{ surface, tenant, id }], Math.min(LONGEST_REST_MS, leaseMs * tries));
    return null;
  }

  async function sayLater(job: ThisJob): Promise<void> {
    try {
      await deps.putBack?.(job);
    } catch (error) {
      log.info({ surface, err: error, delivery: job.body.kind }, 'nobody could be told that a delivery is done later');
    }
  }

  /** Whoever waits for it hears of it first: while they cannot, it is kept. */
  async function end(job: ThisJob, error: unknown): Promise<null> {
    if (!(error instanceof UserError)) log.error({ surface, err: error, delivery: job.body.kind, tries: job.tries }, 'a delivery is given up');
    try {
      await giveUp(job, error);
    } catch (failure) {
      log.warn({ surface, err: failure }, 'nobody could be told that a delivery was given up');
      if (isPatientWith(job, failure)) return await rest(job);
    }
    await finish(job);
    return null;
  }

  /** Alone again and again: what it was about is done, and is not to be done anew because of this. */
  async function finish({ tenant, id }: ThisJob): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await deliveries.done({ surface, tenant, id });
      } catch (error) {
        log.warn({ surface, err: error, attempt }, 'what is done with a delivery could not be written down');
        if (stopping.signal.aborted) return;
        await clock.sleep(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 0, stopping.signal);
      }
    }
  }

  async function take(job: ThisJob): Promise<Done | null> {
    const key = `${job.tenant} ${job.id}`;
    // Its lease ran out while it waited for its turn here.
    if (inHand.has(key)) return null;
    inHand.set(key, job);
    try {
      return await lanes.run(job, () => work(job));
    } catch (error) {
      log.warn({ surface, err: error, delivery: job.body.kind }, 'a delivery is left for later');
      return null;
    } finally {
      inHand.delete(key);
    }
  }

  const drain = createRepeat(async () => {
    while (inHand.size < MOST_IN_HAND) {
      const claimed = await deliveries.claim(surface, MOST_CLAIMED, leaseMs);
      for (const delivery of claimed)
        void takeUp(delivery).catch((error: unknown) => log.warn({ surface, err: error }, 'a delivery that was left could not be taken up'));
      if (claimed.length < MOST_CLAIMED || stopping.signal.aborted) return;
    }
  });
  const hold = createRepeat(() => deliveries.hold(keysInHand(), leaseMs));

  async function takeUp({ tenant, id, body, tries, takenAt }: ClaimedDelivery): Promise<void> {
    const read = deps.read(body);
    if (read !== null) {
      const done = await take({ tenant, id, body: read, live: deps.notLive, tries, takenAt, again: true });
      if (done !== null) await deps.afterwards?.(done);
    }
    // Of a newer release, which is there too while it takes over; else nobody ever reads it.
    else if (tries >= MOST_TRIES) await deliveries.done({ surface, tenant, id });
  }

  const keyOf = ({ tenant, id }: ThisJob) => ({ surface, tenant, id });

  function keysInHand() {
    return [...inHand.values()].map(keyOf);
  }

  return {
    take,
    async drop(job) {
      await finish(job);
    },
    start() {
      drain.start(LOOK_EVERY_MS, clock, log, 'deliveries that are left could not be looked for');
      hold.start(leaseMs / 3, clock, log, 'deliveries could not be held');
    },
    async stop() {
      drain.stop();
      const idle = lanes.idle();
      const grace = new AbortController();
      await Promise.race([idle, clock.sleep(STOP_GRACE_MS, grace.signal)]);
      grace.abort();
      stopping.abort();
      hold.stop();
      const left = [...inHand.values()];
      if (left.length === 0) return;
      log.info({ surface, left: left.length }, 'deliveries are left for another process');
      await timely(Promise.all(left.map(sayLater)), GOODBYE_MS, clock);
      await deliveries.hold(left.map(keyOf), 0);
    },
  };
}
