/**
 * Between Slack's delivery and its acknowledgement: what matters is kept first. Where the database does not answer in time,
 * an event stays unacknowledged, so that Slack sends it again, and whoever typed or pressed is told that it was not taken.
 */
import type { ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { NOT_TAKEN } from '../../../src/cards/not-taken.ts';
import { arrivalKey } from '../../../src/chat/receiving/arrivals.ts';
import { timely } from '../../../src/chat/receiving/timely.ts';
import { BatonError } from '../../../src/errors.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Deliveries, Delivery } from '../../../src/ports/deliveries.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { Incoming, OwnUser } from './incoming.ts';
import { parsePayload } from './parse-payload.ts';
import type { Received } from './received.ts';
import type { Respond } from './respond.ts';
import { DONE, type Job, type Work } from './work.ts';

/** Slack waits three seconds for an acknowledgement; the rest is for the way there and back. */
const TAKE_WITHIN_MS = 2_000;
/** A form's own answer says what is wrong with it, if that is known by then. */
const ANSWER_WITHIN_MS = 2_600;
/** Renewed while somebody is at it: after a crash others take over that soon, as they do with a run. */
export const LEASE_MS = 12_000;

export interface IntakeDeps {
  readonly deliveries: Deliveries;
  readonly own: OwnUser;
  /** Whether it is about anything of Baton's: what people say to each other is not kept. */
  readonly concerns: (incoming: Delivered, arriving: ReadonlySet<string>) => Promise<boolean>;
  readonly work: Work;
  readonly respond: Respond;
  readonly options: (asked: Extract<Incoming, { kind: 'options' }>) => Promise<unknown>;
  readonly peopleChanged: (news: Extract<Incoming, { kind: 'people-changed' }>) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

export type Delivered = Extract<Incoming, { kind: 'delivery' }>;

/** Rejects for what is to stay unacknowledged: the receiver then answers with an error, or not at all. */
export function createIntake(deps: IntakeDeps): (event: ReceiverEvent) => Promise<void> {
  /** `<tenant> <id>` of what is being kept at the moment: a word may come right behind what it is a reply to. */
  const arriving = new Set<string>();
  return async (event) => {
    const startedAt = deps.clock.now();
    const reading = parsePayload(event.body, deps.own);
    const incoming = await timely(reading, TAKE_WITHIN_MS, deps.clock);
    if (incoming === 'late') throw new BatonError('slack-not-taken', 'It is not known in time whose delivery this is.');
    switch (incoming.kind) {
      case 'unsupported':
        deps.log.debug({ what: incoming.what }, 'Slack delivered something that Baton does not act on');
        await event.ack();
        return;
      case 'people-changed':
        deps.peopleChanged(incoming);
        await event.ack();
        return;
      case 'options':
        await event.ack(await deps.options(incoming));
        return;
      case 'delivery':
        await takeIn(incoming, event, startedAt, arriving, deps);
        return;
      default: {
        const missed: never = incoming;
        return missed;
      }
    }
  };
}

async function takeIn(incoming: Delivered, event: ReceiverEvent, startedAt: number, arriving: Set<string>, deps: IntakeDeps): Promise<void> {
  const { clock, log } = deps;
  const left = (until: number) => startedAt + until - clock.now();
  const taking = take(incoming, arriving, deps);
  const taken = await timely(taking, left(TAKE_WITHIN_MS), clock).catch((error: unknown) => failed(error, log));
  switch (taken) {
    case 'nothing':
    case 'known':
      await event.ack();
      return;
    case 'new': {
      const job = jobOf(incoming, deps);
      const handled = deps.work.take(job);
      if (incoming.body.kind !== 'submitted') {
        await event.ack();
        return;
      }
      const answer = await timely(handled, left(ANSWER_WITHIN_MS), clock);
      await event.ack(answer === 'late' || answer === null ? DONE.response : answer.response);
      if (answer === 'late') await (await handled)?.afterwards?.();
      return;
    }
    case 'late':
    case 'failed':
      log.warn({ delivery: incoming.body.kind, why: taken }, 'a delivery of Slack could not be kept in time: it is not acknowledged as taken');
      void afterwards(taking, incoming, deps);
      await refuse(incoming, event, deps);
      return;
    default: {
      const missed: never = taken;
      return missed;
    }
  }
}

async function take(incoming: Delivered, arriving: Set<string>, { deliveries, concerns }: IntakeDeps): Promise<'new' | 'known' | 'nothing'> {
  const key = arrivalKey(incoming.tenant, incoming.id);
  arriving.add(key);
  try {
    if (!(await concerns(incoming, arriving))) return 'nothing';
    return await deliveries.take(keptOf(incoming), LEASE_MS);
  } finally {
    arriving.delete(key);
  }
}

function failed(error: unknown, log: Logger): 'failed' {
  log.warn({ err: error }, 'a delivery of Slack could not be kept');
  return 'failed';
}

function keptOf({ tenant, id, body }: Delivered): Delivery {
  return { surface: SLACK_SURFACE, tenant, id, body };
}

function jobOf({ tenant, id, body, live }: Delivered, { clock }: IntakeDeps): Job {
  return { tenant, id, body, live, tries: 1, takenAt: clock.now(), again: false };
}

/** Kept after all, too late: an event is worked on, and what somebody was told was not taken stays undone. */
async function afterwards(taking: Promise<'new' | 'known' | 'nothing'>, incoming: Delivered, deps: IntakeDeps): Promise<void> {
  const taken = await taking.catch(() => 'nothing' as const);
  if (taken !== 'new') return;
  if (isEvent(incoming.body)) {
    void deps.work.take(jobOf(incoming, deps));
    return;
  }
  await deps.work.drop(jobOf(incoming, deps));
}

/** Throws for events. */
async function refuse({ body, live }: Delivered, event: ReceiverEvent, { respond }: IntakeDeps): Promise<void> {
  switch (body.kind) {
    case 'command':
      await event.ack({ response_type: 'ephemeral', text: NOT_TAKEN.command });
      return;
    case 'submitted': {
      const [field] = typeof body.view.state.values === 'object' && body.view.state.values !== null ? Object.keys(body.view.state.values) : [];
      if (field === undefined) throw new BatonError('slack-not-taken', 'A form without fields could not be kept.');
      await event.ack({ response_action: 'errors', errors: { [field]: NOT_TAKEN.form } });
      return;
    }
    case 'pressed':
    case 'shortcut':
      // On the App Home there is nowhere to say it: unacknowledged, Slack itself shows that it failed.
      if (live.responseUrl === null) throw new BatonError('slack-not-taken', 'A click could not be kept.');
      await event.ack();
      await respond(live.responseUrl, { text: NOT_TAKEN.press });
      return;
    default:
      throw new BatonError('slack-not-taken', 'An event could not be kept: Slack sends it again.');
  }
}

const TYPED_OR_PRESSED: ReadonlySet<Received['kind']> = new Set(['command', 'pressed', 'submitted', 'shortcut']);

function isEvent({ kind }: Received): boolean {
  return !TYPED_OR_PRESSED.has(kind);
}
