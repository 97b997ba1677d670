/**
 * What was taken is worked on: some at a time, what belongs to one thread in its order, again after a failure that may pass, and
 * by whichever process is left when one dies. A delivery is done once its handling has come to an end, well or not.
 */
import type { Logger } from 'pino';
import { UserError } from '../../../src/errors.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { ClaimedDelivery, Deliveries } from '../../../src/ports/deliveries.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { createLanes, type Lane } from './lanes.ts';
import { type Live, NOT_LIVE, type Received, receivedSchema } from './received.ts';
import { createRepeat } from './repeated.ts';

export interface Job {
  readonly tenant: ClaimedDelivery['tenant'];
  readonly id: string;
  readonly body: Received;
  readonly live: Live;
  /** How often it was taken up, this time included. */
  readonly tries: number;
  /** Epoch milliseconds. */
  readonly takenAt: number;
  /** It was begun before: what it asks for may be done already, in part or in whole. */
  readonly again: boolean;
}

export interface Work {
  /** Resolves with what its handling brought; null for what was given up. */
  take(job: Job): Promise<Handled | null>;
  /** It was told as not taken: nothing is done about it. */
  drop(job: Job): Promise<void>;
  start(): void;
  /** What is under way gets a moment; the rest is given back for others. */
  stop(): Promise<void>;
}

/** What a submitted form is answered with, and what else is to be said when that comes too late. */
export interface Handled {
  readonly response: Readonly<Record<string, unknown>>;
  readonly afterwards: (() => Promise<void>) | null;
}

export const DONE: Handled = { response: { response_action: 'clear' }, afterwards: null };

export interface WorkDeps {
  readonly deliveries: Pick<Deliveries, 'claim' | 'hold' | 'done'>;
  /** A UserError is for the person; anything else may pass. */
  readonly handle: (job: Job) => Promise<Handled>;
  /** It cannot be done, or not now: somebody waits for a word. */
  readonly giveUp: (job: Job, error: unknown) => Promise<void>;
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

export function createWork({ deliveries, handle, giveUp, passes, leaseMs, clock, log }: WorkDeps): Work {
  const inHand = new Map<string, Job>();
  const lanes = createLanes<Job>(laneOf);
  const stopping = new AbortController();

  async function work(job: Job): Promise<Handled | null> {
    for (let attempt = 0; ; attempt += 1) {
      if (stopping.signal.aborted) return null;
      try {
        const handled = await handle(attempt === 0 ? job : { ...job, again: true });
        await finish(job);
        return handled;
      } catch (error) {
        if (error instanceof UserError) return await end(job, error);
        const pause = PAUSES_MS[attempt];
        log.warn({ err: error, delivery: job.body.kind, attempt, tries: job.tries }, 'a delivery of Slack could not be worked on');
        if (pause === undefined) return isPatientWith(job, error) ? await rest(job) : await end(job, error);
        await clock.sleep(pause, stopping.signal);
      }
    }
  }

  function isPatientWith({ tries, takenAt }: Job, error: unknown): boolean {
    return passes(error) ? clock.now() - takenAt < OUTAGE_MS : tries < MOST_TRIES;
  }

  /** Nobody works on it for a while. */
  async function rest({ tenant, id, tries }: Job): Promise<null> {
    await deliveries.hold([{ surface: SLACK_SURFACE, tenant, id }], Math.min(LONGEST_REST_MS, leaseMs * tries));
    return null;
  }

  /** Whoever waits for it hears of it first: while they cannot, it is kept. */
  async function end(job: Job, error: unknown): Promise<null> {
    if (!(error instanceof UserError)) log.error({ err: error, delivery: job.body.kind, tries: job.tries }, 'a delivery of Slack is given up');
    try {
      await giveUp(job, error);
    } catch (failure) {
      log.warn({ err: failure }, 'nobody could be told that a delivery was given up');
      if (isPatientWith(job, failure)) return await rest(job);
    }
    await finish(job);
    return null;
  }

  /** Alone again and again: what it was about is done, and is not to be done anew because of this. */
  async function finish({ tenant, id }: Job): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await deliveries.done({ surface: SLACK_SURFACE, tenant, id });
      } catch (error) {
        log.warn({ err: error, attempt }, 'what is done with a delivery of Slack could not be written down');
        if (stopping.signal.aborted) return;
        await clock.sleep(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 0, stopping.signal);
      }
    }
  }

  async function take(job: Job): Promise<Handled | null> {
    const key = `${job.tenant} ${job.id}`;
    // Its lease ran out while it waited for its turn here.
    if (inHand.has(key)) return null;
    inHand.set(key, job);
    try {
      return await lanes.run(job, () => work(job));
    } catch (error) {
      log.warn({ err: error, delivery: job.body.kind }, 'a delivery of Slack is left for later');
      return null;
    } finally {
      inHand.delete(key);
    }
  }

  const drain = createRepeat(async () => {
    while (inHand.size < MOST_IN_HAND) {
      const claimed = await deliveries.claim(SLACK_SURFACE, MOST_CLAIMED, leaseMs);
      for (const delivery of claimed)
        void takeUp(delivery).catch((error: unknown) => log.warn({ err: error }, 'a delivery that was left could not be taken up'));
      if (claimed.length < MOST_CLAIMED || stopping.signal.aborted) return;
    }
  });
  const hold = createRepeat(() => deliveries.hold(keysInHand(), leaseMs));

  async function takeUp({ tenant, id, body, tries, takenAt }: ClaimedDelivery): Promise<void> {
    const read = receivedSchema.safeParse(body);
    if (read.success) await (await take({ tenant, id, body: read.data, live: NOT_LIVE, tries, takenAt, again: true }))?.afterwards?.();
    // Of a newer release, which is there too while it takes over; else nobody ever reads it.
    else if (tries >= MOST_TRIES) await deliveries.done({ surface: SLACK_SURFACE, tenant, id });
  }

  function keysInHand() {
    return [...inHand.values()].map(({ tenant, id }) => ({ surface: SLACK_SURFACE, tenant, id }));
  }

  return {
    take,
    async drop(job) {
      await finish(job);
    },
    start() {
      drain.start(LOOK_EVERY_MS, clock, log, 'what is left of Slack’s deliveries could not be looked for');
      hold.start(leaseMs / 3, clock, log, 'deliveries of Slack could not be held');
    },
    async stop() {
      drain.stop();
      const idle = lanes.idle();
      const grace = new AbortController();
      await Promise.race([idle, clock.sleep(STOP_GRACE_MS, grace.signal)]);
      grace.abort();
      stopping.abort();
      hold.stop();
      const left = keysInHand();
      if (left.length === 0) return;
      log.info({ left: left.length }, 'deliveries of Slack are left for another process');
      await deliveries.hold(left, 0);
    },
  };
}

/**
 * Clicks never wait behind requests, of which each waits for Slack's pace, and no workspace behind another; words in one thread, and
 * what happens to one channel, keep their order. What begins a thread goes before the words in it.
 */
function laneOf({ tenant, body }: Job): Lane {
  const lane = (name: string, most: number, order: string | null = null): Lane => ({
    ...{ lane: `${name} ${tenant}`, most },
    inOrder: order === null ? null : `${name} ${tenant} ${order}`,
  });
  switch (body.kind) {
    case 'command':
    case 'shortcut':
      return lane('requests', 64);
    case 'mention':
      return lane('words', 64, `${body.channel} ${body.thread ?? body.ts}`);
    case 'reply':
      return lane('words', 64, `${body.channel} ${body.thread}`);
    case 'pressed':
    case 'submitted':
    case 'session-stopped':
      return lane('clicks', 32);
    case 'home-opened':
      return lane('homes', 4);
    case 'message-edited':
    case 'message-deleted':
    case 'channel-changed':
    case 'membership':
      return lane('life', 8, body.channel);
    case 'uninstalled':
    case 'tokens-revoked':
      return lane('life', 8, '');
    default: {
      const missed: never = body;
      return missed;
    }
  }
}
