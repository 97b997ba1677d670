/**
 * Between Discord's event and the work on it: what matters is kept first, in one of the processes that hear it. Where the database
 * does not answer in time, whoever typed or pressed is told that it was not taken; a message is tried again for a while.
 */
import type { Logger } from 'pino';
import { NOT_TAKEN } from '../../../src/cards/not-taken.ts';
import { card, says } from '../../../src/cards/spans.ts';
import { arrivalKey } from '../../../src/chat/receiving/arrivals.ts';
import { timely } from '../../../src/chat/receiving/timely.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Deliveries } from '../../../src/ports/deliveries.ts';
import { renderCard } from '../components/render.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { type Answer, type Asked, answerTo } from './answer.ts';
import type { Callbacks } from './callbacks.ts';
import type { Delivered } from './concerns.ts';
import { givenBack } from './given-back.ts';
import type { Job, Work } from './work.ts';

/** Discord waits three seconds for an answer; the rest is for the way there and back. */
const TAKE_WITHIN_MS = 2_000;
/** Renewed while somebody is at it: after a crash others take over that soon, as they do with a run. */
export const LEASE_MS = 12_000;
/** Discord tells of a message once: before each further try to keep it. */
const PAUSES_MS = [1_000, 3_000, 10_000, 30_000];

export interface IntakeDeps {
  readonly deliveries: Pick<Deliveries, 'take'>;
  /** Whether it is about anything of Baton's: what people say to each other is not kept. */
  readonly concerns: (delivered: Delivered, arriving: ReadonlySet<string>) => Promise<boolean>;
  readonly work: Work;
  readonly callbacks: Callbacks;
  readonly stopping: AbortSignal;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Never rejects. */
export type Intake = (delivered: Delivered) => Promise<void>;

export function createIntake(deps: IntakeDeps): Intake {
  const arriving = new Set<string>();

  async function keep(delivered: Delivered): Promise<'new' | 'known' | 'nothing'> {
    const { tenant, id, body } = delivered;
    const key = arrivalKey(tenant, id);
    arriving.add(key);
    try {
      if (!(await deps.concerns(delivered, arriving))) return 'nothing';
      return await deps.deliveries.take({ surface: DISCORD_SURFACE, tenant, id, body }, LEASE_MS);
    } finally {
      arriving.delete(key);
    }
  }

  return async (delivered) => {
    try {
      if (delivered.asked === null) await takeMessage(delivered, keep, deps);
      else await takeInteraction(delivered, delivered.asked, keep, deps);
    } catch (error) {
      deps.log.error({ err: error, delivery: delivered.body.kind }, 'an event of Discord could not be taken in');
    }
  };
}

type Keep = (delivered: Delivered) => Promise<'new' | 'known' | 'nothing'>;

async function takeMessage(delivered: Delivered, keep: Keep, deps: IntakeDeps): Promise<void> {
  const { clock, log, stopping, work } = deps;
  for (let tries = 0; !stopping.aborted; tries += 1) {
    try {
      if ((await keep(delivered)) === 'new') await work.take(jobOf(delivered, null, deps));
      return;
    } catch (error) {
      const pause = PAUSES_MS[tries];
      log.warn({ err: error, delivery: delivered.body.kind, tries: tries + 1, lost: pause === undefined }, 'an event of Discord could not be kept');
      if (pause === undefined) return;
      await clock.sleep(pause, stopping);
    }
  }
}

async function takeInteraction(delivered: Delivered, asked: Asked, keep: Keep, deps: IntakeDeps): Promise<void> {
  const { clock, log, work } = deps;
  const keeping = keep(delivered);
  const kept = await timely(keeping, asked.at + TAKE_WITHIN_MS - clock.now(), clock).catch((error: unknown) => {
    log.warn({ err: error }, 'an interaction of Discord could not be kept');
    return 'failed' as const;
  });
  switch (kept) {
    // Another process answers; or this one did, before.
    case 'known':
    case 'nothing':
      return;
    case 'new':
      await work.take(jobOf(delivered, answerTo(asked, deps), deps));
      return;
    case 'late':
    case 'failed':
      await refuse(delivered, asked, deps);
      // Kept after all, too late: what somebody was told was not taken stays undone.
      if ((await keeping.catch(() => 'nothing' as const)) === 'new') await work.drop(jobOf(delivered, null, deps));
      return;
    default: {
      const missed: never = kept;
      return missed;
    }
  }
}

function jobOf({ tenant, id, body, said }: Delivered, answer: Answer | null, { clock }: IntakeDeps): Job {
  return { tenant, id, body, live: { answer, said }, tries: 1, takenAt: clock.now(), again: false };
}

async function refuse({ body }: Delivered, asked: Asked, deps: IntakeDeps): Promise<void> {
  const words = body.kind === 'pressed' ? NOT_TAKEN.press : NOT_TAKEN.command;
  const back = body.kind === 'submitted' ? givenBack(body, NOT_TAKEN.form) : null;
  await answerTo(asked, deps).say(back ?? renderCard(card('refusal', [says(words)])));
}
