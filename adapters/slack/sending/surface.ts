/**
 * A run's thread in Slack. Posting and editing are one thing here: bring the messages of a card to what it says now,
 * whichever of them are there already, and say when nobody can be reached.
 */
import type { Card } from '../../../src/cards/card.ts';
import { SurfaceUnreachable } from '../../../src/errors.ts';
import type { SentMessage } from '../../../src/ports/sent-messages.ts';
import type { Surface, SurfaceMessage } from '../../../src/ports/surface.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { CardSender } from './card-sender.ts';
import type { SendingDeps } from './deps.ts';
import { slackPace } from './pace.ts';
import { isNeeded } from './priority-of.ts';
import type { Reminders } from './reminders.ts';
import { slackFailure } from './slack-error.ts';
import { unreachableReason } from './unreachable.ts';

export interface SurfaceDeps extends Pick<SendingDeps, 'sentMessages' | 'onUnreachable'> {
  readonly sender: CardSender;
  readonly reminders: Reminders;
}

/** When a phase starts, and how far a long run is: the live card says so, and the handoff before a phase. */
const TOLD_ELSEWHERE: ReadonlySet<Card['kind']> = new Set(['phase', 'report']);

/** What a card gets as its id when nobody was sent anything in the thread. */
const NOTHING_SENT = 'none';

export function createSlackSurface({ sentMessages, sender, reminders, onUnreachable }: SurfaceDeps): Surface {
  async function known({ workflow, place, key }: SurfaceMessage): Promise<readonly SentMessage[]> {
    const ours = { surface: SLACK_SURFACE, tenant: place.tenant, key: `${workflow}:${key}` };
    const found = await sentMessages.parts(ours);
    if (found.length > 0 || key !== 'plan') return found;
    // A thread that began with our own message: that one becomes the plan.
    const root = await sentMessages.find(SLACK_SURFACE, place.tenant, place.channel, place.thread);
    if (root === null || root.workflow !== null) return found;
    await sentMessages.rename(root, { ...ours, part: 0 }, workflow);
    return await sentMessages.parts(ours);
  }

  async function show(message: SurfaceMessage, restores: boolean): Promise<string> {
    const card = message.card.kind === 'reminder' ? await remind(message) : message.card;
    if (card === null) return NOTHING_SENT;
    const { workflow, place, key } = message;
    const before = await known(message);
    // Somebody took it away, and nobody misses it.
    if (before[0]?.part !== 0 && !restores) return NOTHING_SENT;
    const to = { surface: SLACK_SURFACE, tenant: place.tenant, key: `${workflow}:${key}`, workflow, channel: place.channel, thread: place.thread };
    return (await sender.bring({ to, place, workflow, card, restores: isNeeded(card) }, before)) ?? NOTHING_SENT;
  }

  /** What is left to say in the thread: groups have no direct messages, and not everybody can be written to. */
  async function remind(message: SurfaceMessage): Promise<Card | null> {
    const unreached = await reminders.send(message);
    return unreached.length + message.card.notifyGroups.length === 0 ? null : { ...message.card, notify: unreached };
  }

  async function reachable(message: SurfaceMessage, work: () => Promise<string>): Promise<string> {
    try {
      return await work();
    } catch (error) {
      const failure = slackFailure(error);
      const reason = failure === null ? null : unreachableReason(failure);
      if (reason === null) throw error;
      const { workflow, place } = message;
      onUnreachable({ tenant: place.tenant, channel: place.channel, thread: place.thread, workflow, reason });
      throw new SurfaceUnreachable(reason, error);
    }
  }

  return {
    name: SLACK_SURFACE,
    pace: slackPace,
    tells: ({ kind }) => !TOLD_ELSEWHERE.has(kind),
    post: (message) => reachable(message, () => show(message, true)),
    edit: async (message) => {
      await reachable(message, () => show(message, isNeeded(message.card)));
    },
  };
}
