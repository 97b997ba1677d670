/**
 * What happens in a workspace reaches the app: events again after a failure (at once, after 1 min, after 5 min),
 * commands and interactions once. Whatever is not acknowledged within 3 s has failed and is noted.
 */
import type { Loose } from '../loose.ts';
import type { Workspace } from '../world/workspace.ts';
import type { World } from '../world/world.ts';
import { isSubscribed } from './subscriptions.ts';
import type { Envelope, Outcome, Transport } from './transport.ts';

const ACK_WITHIN_MS = 3000;
/** docs.slack.dev/apis/events-api: "nearly immediately, after 1 minute, after 5 minutes". */
const AGAIN_AFTER_MS = [0, 60_000, 300_000];

/** One thing that was delivered, with every attempt at it. */
export interface Delivered {
  readonly kind: Envelope['kind'];
  /** The event's type, the command, or the interaction's type. */
  readonly what: string;
  readonly id: string;
  readonly team: string;
  readonly payload: Loose;
  readonly attempts: Attempt[];
}

export interface Attempt {
  readonly at: number;
  /** Null while it is under way. */
  outcome: Outcome | null;
}

export interface Deliverer {
  /** Resolves with the first attempt; later ones follow by themselves. Not subscribed: resolves at once. */
  event(workspace: Workspace, event: { readonly type: string } & Record<string, Loose>, user: string): Promise<void>;
  command(workspace: Workspace, payload: Loose): Promise<Outcome>;
  interactive(workspace: Workspace, payload: Loose): Promise<Outcome>;
  /** Delivers an event again as Slack sometimes does without need: the same id, although it was acknowledged. */
  again(delivered: Delivered): Promise<void>;
  readonly delivered: readonly Delivered[];
  /** Resolves once nothing is on its way to the app; what comes again later does not count. */
  settled(): Promise<void>;
}

export function createDeliverer(world: World, transport: () => Transport): Deliverer {
  const delivered: Delivered[] = [];
  const underWay = new Set<Promise<unknown>>();

  async function attempt(one: Delivered, retry: number, retryReason: string | null): Promise<Outcome> {
    const entry: Attempt = { at: world.time.now(), outcome: null };
    one.attempts.push(entry);
    let violation: { kind: 'late-ack'; what: string; id: string; afterMs: number | null } | null = null;
    const outcome = await transport().send(
      {
        id: world.ids.of('E'),
        kind: one.kind,
        payload: one.payload,
        retry,
        retryReason,
        late: (afterMs) => {
          if (violation) violation.afterMs = afterMs;
        },
        bad: (why) => world.violations.push({ kind: 'bad-ack', what: one.what, id: one.id, why }),
      },
      ACK_WITHIN_MS,
    );
    if (outcome.kind === 'failed' && outcome.why === 'http_timeout') {
      violation = { kind: 'late-ack', what: one.what, id: one.id, afterMs: null };
      world.violations.push(violation);
    }
    entry.outcome = outcome;
    return outcome;
  }

  async function untilTaken(one: Delivered, retry: number, reason: string | null): Promise<void> {
    const outcome = await attempt(one, retry, reason);
    const wait = AGAIN_AFTER_MS[retry];
    if (outcome.kind === 'failed' && wait !== undefined && !outcome.noRetry)
      world.time.after(wait, () => void tracked(untilTaken(one, retry + 1, outcome.why)));
  }

  function note(kind: Envelope['kind'], what: string, id: string, team: string, payload: Loose): Delivered {
    const one: Delivered = { kind, what, id, team, payload, attempts: [] };
    delivered.push(one);
    return one;
  }

  function tracked<Result>(work: Promise<Result>): Promise<Result> {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  return {
    delivered,
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    async event(workspace, event, user) {
      if (!isSubscribed(world.app, workspace, event)) return;
      const id = world.ids.of('Ev');
      const payload = {
        token: world.app.verificationToken,
        team_id: workspace.id,
        api_app_id: world.app.id,
        event,
        type: 'event_callback',
        event_id: id,
        event_time: Math.floor(world.time.now() / 1000),
        authorizations: [
          { enterprise_id: null, team_id: workspace.id, user_id: workspace.installed?.botUserId ?? user, is_bot: true, is_enterprise_install: false },
        ],
        is_ext_shared_channel: workspace.channels.get(String(event.channel))?.shared ?? false,
        context_team_id: workspace.id,
        context_enterprise_id: null,
      };
      await tracked(untilTaken(note('events_api', event.type, id, workspace.id, payload), 0, null));
    },
    command: (workspace, payload) => tracked(attempt(note('slash_commands', payload.command, world.ids.of('Cmd'), workspace.id, payload), 0, null)),
    interactive: (workspace, payload) => tracked(attempt(note('interactive', payload.type, world.ids.of('Int'), workspace.id, payload), 0, null)),
    async again(one) {
      await tracked(attempt(one, 1, 'http_timeout'));
    },
  };
}
