/** What people said in a thread, as material for a run that begins in it. Baton's own messages are left out. */
import { z } from 'zod';
import type { ChannelId, PersonId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { SpokenBefore } from '../../../src/ports/desk.ts';
import type { MemberSaid } from '../people/index.ts';
import { discordFailure } from '../sending/index.ts';
import type { HandlerDeps } from './handler.ts';
import { namesIn } from './names-in.ts';
import { allRead } from './words-read.ts';

export interface ThreadPart {
  readonly tenant: TenantId;
  /** Who asks for the run. */
  readonly reader: PersonId;
  /** What Discord said of them with it. */
  readonly said: MemberSaid | null;
  readonly channel: ChannelId;
  readonly thread: ThreadId;
  /** Only what was said before this message; null: all of it. */
  readonly before: string | null;
  /** The message that is the task itself. */
  readonly without?: string;
}

const saidSchema = z.object({
  id: z.string(),
  content: z.string().default(''),
  timestamp: z.string(),
  author: z.looseObject({ id: z.string(), username: z.string(), global_name: z.string().nullish() }),
  mentions: z.array(z.unknown()).default([]),
});
const messageSchema = z.looseObject({ ...saidSchema.shape, type: z.int(), referenced_message: z.unknown().optional() });
const pageSchema = z.array(messageSchema);

type Said = z.infer<typeof saidSchema>;

/** A thousand messages: far more than a run reads. */
const MOST_PAGES = 10;
const PAGE = 100;
/** The first in a thread that grew from a message: it stands for that message. */
const STARTER = 21;

/** Empty where Baton, or who asks, may not read it: then it goes by the words alone. */
export async function saidBefore(part: ThreadPart, deps: HandlerDeps): Promise<readonly SpokenBefore[]> {
  const { tenant, reader, said: theirs, channel, thread, before, without } = part;
  if ((await deps.people.lackedBy({ tenant, person: reader, said: theirs }, channel, ['ReadMessageHistory'])).length > 0) return [];
  const running = await deps.archive.workflows(tenant, { active: true, thread, limit: 1 });
  // There the words are for the run, and no material.
  if (running.length > 0) return [];
  const all = await messagesOf(part, deps);
  const said = all.filter(({ id, author, content }) => id !== before && id !== without && author.id !== deps.botId() && content.trim() !== '');
  const read = await allRead(
    { tenant, reader },
    said.map(({ content, mentions }) => ({ text: content, names: namesIn({ mentions }) })),
    deps,
  );
  const spoken = said.map(({ timestamp, author }, index) => ({
    author: author.global_name ?? author.username,
    at: Date.parse(timestamp) || 0,
    text: read[index] ?? '',
  }));
  return spoken.toReversed();
}

/** Newest first. */
async function messagesOf({ thread, before }: ThreadPart, deps: HandlerDeps): Promise<readonly Said[]> {
  const found: Said[] = [];
  let until = before;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = { limit: String(PAGE), ...(until === null ? {} : { before: until }) };
      const read = pageSchema.parse(await deps.api.get(`/channels/${thread}/messages`, { priority: 'answer', query }));
      found.push(
        ...read.flatMap(({ type, referenced_message, ...message }) => (type === STARTER ? (saidSchema.safeParse(referenced_message).data ?? []) : [message])),
      );
      until = read.at(-1)?.id ?? null;
      if (read.length < PAGE || until === null) break;
    }
  } catch (error) {
    const kind = discordFailure(error)?.kind;
    if (kind !== 'no-access' && kind !== 'not-allowed' && kind !== 'gone') throw error;
    deps.log.warn({ err: error }, 'a thread could not be read: the run goes by its request alone');
  }
  return found;
}
