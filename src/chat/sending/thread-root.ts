/** The message that a thread begins with, where nobody's message can be it: after a command. Posted once for its key. */
import { z } from 'zod';
import type { Card } from '../../cards/card.ts';
import { type ChannelId, type TenantId, type ThreadId, threadId } from '../../engine/ids.ts';
import type { CardForms } from './card-forms.ts';
import { chatFailure, mayPass } from './chat-failure.ts';
import { bringParts } from './message-parts.ts';
import type { PostingDeps } from './post-once.ts';
import type { StandingMessage } from './wire.ts';

export interface ThreadRoots<Root extends NewThread = NewThread> {
  /** Throws ChatCallError. The same key gives the same thread, also when its first message is a plan by now. */
  begin(root: Root): Promise<ThreadId>;
}

export interface NewThread {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
  /** `root:<delivery>`. */
  readonly key: string;
  /** Short: one message. */
  readonly card: Card;
}

/** No message of its own. */
const BEGAN = 'began';

const begunSchema = z.object({ thread: z.string() });

/** `open`: what is to be done beside the message for a thread to be there, again with the same end. `message-gone`: it was taken away meanwhile. */
export function createThreadRoots<Message, Picture, Root extends NewThread>(
  forms: CardForms<Message, Picture>,
  deps: PostingDeps<Message>,
  open: (root: Root, ref: string) => Promise<ThreadId>,
): ThreadRoots<Root> {
  async function posted(root: Root): Promise<string> {
    const { tenant, channel, key, card } = root;
    const to = { surface: deps.wire.surface, tenant, key, workflow: null, channel, thread: null };
    const { sent } = await forms.send({ tenant, card, picture: null }, async (messages) => {
      const parts = await deps.sentMessages.parts(to);
      return await bringParts({ to, messages: messages.slice(0, 1), asked: [], priority: 'decision', restores: true }, parts, deps);
    });
    const first = sent.get(0);
    if (!first) throw new TypeError('A thread began without a message.');
    return first.ref;
  }

  async function opened(root: Root, tries = 2): Promise<ThreadId> {
    const { tenant, channel, key } = root;
    const at = { surface: deps.wire.surface, tenant, key, part: 0, channel, thread: null };
    const ref = await posted(root);
    try {
      return await open(root, ref);
    } catch (error) {
      const failure = chatFailure(error);
      if (failure === null || mayPass(failure)) throw error;
      if (failure.kind !== 'message-gone') await takenAway({ ...at, ref });
      await deps.sentMessages.lost(at);
      if (failure.kind !== 'message-gone' || tries <= 1) throw error;
      return await opened(root, tries - 1);
    }
  }

  /** Where no thread can begin, nothing is left of it. */
  async function takenAway(root: StandingMessage): Promise<void> {
    try {
      await deps.wire.remove(root, 'answer');
    } catch (error) {
      if (chatFailure(error) === null) throw error;
      deps.log.warn({ err: error, tenant: root.tenant, channel: root.channel }, 'the first message of a thread that could not begin still stands');
    }
  }

  return {
    async begin(root) {
      const { tenant, channel, key } = root;
      // The message takes the key of its run's plan; what it began is noted beside it, for a command that is taken up again.
      const note = { surface: deps.wire.surface, tenant, key: `${key}:began`, part: 0, workflow: null, channel, thread: null };
      const [begun] = await deps.sentMessages.parts(note);
      const known = begunSchema.safeParse(begun?.details);
      if (known.success) return threadId(known.data.thread);
      const thread = await opened(root);
      await deps.sentMessages.intend({ ...note, details: { thread } });
      await deps.sentMessages.sent(note, BEGAN, { thread });
      return thread;
    },
  };
}
