/** What people said in a thread, as material for a run that begins in it. Baton's own messages are left out. */
import { z } from 'zod';
import type { ChannelId, ThreadId } from '../../../src/engine/ids.ts';
import { personId } from '../../../src/engine/ids.ts';
import type { SpokenBefore } from '../../../src/ports/desk.ts';
import type { TeamToken } from '../install/tokens.ts';
import { slackFailure } from '../sending/index.ts';
import type { HandlerDeps } from './handler.ts';
import { messageTime } from './message-id.ts';
import { asPeopleSee, unnamedIn } from './slack-text.ts';
import type { Job } from './work.ts';

export interface ThreadPart {
  readonly channel: ChannelId;
  readonly thread: ThreadId;
  /** Only what was said before this message; null: all of it. */
  readonly before: string | null;
  /** The message that is the task itself. */
  readonly without?: string;
}

const repliesSchema = z.object({
  messages: z.array(
    z.object({ ts: z.string(), text: z.string().optional(), user: z.string().optional(), bot_id: z.string().optional(), username: z.string().optional() }),
  ),
  has_more: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

type Said = z.infer<typeof repliesSchema>['messages'][number];

/** A thousand messages: far more than a run reads. */
const MOST_PAGES = 5;
const PAGE = 200;

/** Empty where Baton may not read it: then it goes by the words alone. */
export async function saidBefore(job: Omit<Job, 'body'> & { readonly team: TeamToken }, part: ThreadPart, deps: HandlerDeps): Promise<readonly SpokenBefore[]> {
  const { tenant, team } = job;
  const running = await deps.archive.workflows(tenant, { active: true, thread: part.thread, limit: 1 });
  // There the words are for the run, and no material.
  if (running.length > 0) return [];
  const all = await messagesOf(job, part, deps);
  const said = all.filter(
    ({ ts, user, bot_id }) => ts !== part.before && ts !== part.without && user !== team.botUserId && (bot_id === undefined || bot_id !== team.botId),
  );
  const named = new Set([
    ...said.flatMap(({ text }) => [...unnamedIn(text ?? '')]),
    ...said.flatMap(({ user }) => (user === undefined ? [] : [personId(user)])),
  ]);
  const names = await deps.people.names(tenant, named);
  return said.map(({ ts, text = '', user, username }) => ({
    author: (user === undefined ? username : names.get(personId(user))) ?? user ?? 'somebody',
    at: messageTime(ts),
    text: asPeopleSee(text, names, team.botUserId),
  }));
}

async function messagesOf({ tenant }: Pick<Job, 'tenant'>, { channel, thread, before }: ThreadPart, deps: HandlerDeps): Promise<readonly Said[]> {
  const found: Said[] = [];
  let cursor = '';
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const range = { ...(before === null ? {} : { latest: before, inclusive: false }), ...(cursor === '' ? {} : { cursor }) };
      const read = repliesSchema.parse(
        await deps.api.call(tenant, 'conversations.replies', { channel, ts: thread, limit: PAGE, ...range }, { priority: 'answer' }),
      );
      found.push(...read.messages);
      cursor = read.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
  } catch (error) {
    const kind = slackFailure(error)?.kind;
    if (kind !== 'missing-scope' && kind !== 'thread-gone' && kind !== 'channel-gone' && kind !== 'not-in-channel') throw error;
    deps.log.warn({ err: error }, 'a thread could not be read: the run goes by its request alone');
  }
  return found;
}
