/** The message that a thread begins with, where nobody's message can be it: after a slash command. Posted once for its key. */
import { z } from 'zod';
import type { Card } from '../../../src/cards/card.ts';
import { type ChannelId, type TenantId, type ThreadId, threadId } from '../../../src/engine/ids.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { CardForms } from './card-forms.ts';
import { bringParts } from './message-parts.ts';
import type { PostingDeps } from './post-once.ts';

export interface ThreadRoots {
  /** Throws SlackCallError. The same key gives the same thread, also when its first message is a plan by now. */
  begin(root: NewThread): Promise<ThreadId>;
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

export function createThreadRoots(forms: CardForms, deps: PostingDeps): ThreadRoots {
  return {
    async begin({ tenant, channel, key, card }) {
      const to = { surface: SLACK_SURFACE, tenant, key, workflow: null, channel, thread: null };
      // The message takes the key of its run's plan; what it began is noted beside it, for a command that is taken up again.
      const note = { ...to, key: `${key}:began`, part: 0 };
      const [begun] = await deps.sentMessages.parts(note);
      const known = begunSchema.safeParse(begun?.details);
      if (known.success) return threadId(known.data.thread);
      const { sent } = await forms.send({ tenant, card, imageFile: null }, async (messages) => {
        const parts = await deps.sentMessages.parts(to);
        return await bringParts({ to, messages: messages.slice(0, 1), asked: [], priority: 'decision', restores: true }, parts, deps);
      });
      const first = sent.get(0);
      if (!first) throw new TypeError('A thread began without a message.');
      await deps.sentMessages.intend({ ...note, details: { thread: first.ref } });
      await deps.sentMessages.sent(note, BEGAN, { thread: first.ref });
      return threadId(first.ref);
    },
  };
}
