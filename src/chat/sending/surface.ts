/**
 * A run's thread on a chat platform. Posting and editing are one thing here: bring the messages of a card to what it says
 * now, whichever of them are there already, and say when nobody can be reached.
 */
import type { Card } from '../../cards/card.ts';
import type { ChannelId, TenantId, ThreadId, WorkflowId } from '../../engine/ids.ts';
import { SurfaceUnreachable } from '../../errors.ts';
import type { SentMessage, SentMessages } from '../../ports/sent-messages.ts';
import type { Surface, SurfaceMessage, SurfacePace, UnreachableReason } from '../../ports/surface.ts';
import type { CardSender } from './card-sender.ts';
import { isNeeded } from './priority-of.ts';
import type { Reminders } from './reminders.ts';

export interface ChatSurfaceDeps {
  readonly name: string;
  readonly pace: SurfacePace;
  readonly sentMessages: SentMessages;
  readonly sender: CardSender;
  readonly reminders: Reminders;
  /** Why nobody can be reached there until somebody acts; null: something else failed. */
  readonly unreachable: (error: unknown, message: SurfaceMessage) => Promise<UnreachableReason | null>;
  /** Somebody who can act should be told. */
  readonly onUnreachable: (news: Unreachable) => void;
}

/** A run's thread cannot be reached. */
export interface Unreachable {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
  readonly thread: ThreadId;
  readonly workflow: WorkflowId;
  readonly reason: UnreachableReason;
}

/** When a phase starts, and how far a long run is: the live card says so, and the handoff before a phase. */
const TOLD_ELSEWHERE: ReadonlySet<Card['kind']> = new Set(['phase', 'report']);

/** What a card gets as its id when nobody was sent anything in the thread. */
const NOTHING_SENT = 'none';

export function createChatSurface({ name, pace, sentMessages, sender, reminders, unreachable, onUnreachable }: ChatSurfaceDeps): Surface {
  async function known({ workflow, place, key }: SurfaceMessage): Promise<readonly SentMessage[]> {
    const ours = { surface: name, tenant: place.tenant, key: `${workflow}:${key}` };
    const found = await sentMessages.parts(ours);
    if (found.length > 0 || key !== 'plan') return found;
    // A thread that began with our own message: that one becomes the plan.
    const root = await sentMessages.find(name, place.tenant, place.channel, place.thread);
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
    const to = { surface: name, tenant: place.tenant, key: `${workflow}:${key}`, workflow, channel: place.channel, thread: place.thread };
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
      const reason = await unreachable(error, message);
      if (reason === null) throw error;
      const { workflow, place } = message;
      onUnreachable({ tenant: place.tenant, channel: place.channel, thread: place.thread, workflow, reason });
      throw new SurfaceUnreachable(reason, error);
    }
  }

  return {
    name,
    pace,
    tells: ({ kind }) => !TOLD_ELSEWHERE.has(kind),
    post: (message) => reachable(message, () => show(message, true)),
    edit: async (message) => {
      await reachable(message, () => show(message, isNeeded(message.card)));
    },
  };
}
