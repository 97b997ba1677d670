/** A mention, or a plain word in a run's thread. */
import { notHereCard } from '../../../src/cards/not-reached.ts';
import { askDesk } from '../../../src/chat/receiving/ask-desk.ts';
import { type ThreadId, threadId } from '../../../src/engine/ids.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { snowflakeTime } from '../sending/snowflake.ts';
import { saidToBaton, withIds } from './discord-text.ts';
import { takeFiles } from './files.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';
import { heardThere } from './heard-there.ts';
import { placeOf } from './place-of.ts';
import { request } from './request.ts';
import { sayOf } from './say-of.ts';
import { startsThread } from './start-thread.ts';
import { saidBefore } from './thread-before.ts';
import { welcome } from './welcome.ts';
import { wordsRead } from './words-read.ts';

export async function handleMention(job: JobOf<'mention'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  const { user, at, message, text } = body;
  const place = await placeOf(tenant, at, deps);
  if (place === null) return;
  const { channel, thread } = place;
  const where: Where = { person: user, channel, thread };
  const said = saidToBaton(text, deps.botId());
  const isSettings = /^@Baton\s+settings\b/iu.test(said);
  const acting = await welcome(job, where, deps, isSettings ? 'settings' : 'work');
  if (!acting) return;
  const lives = { tenant, channel, thread: thread ?? threadId(message) };
  if (job.again && (await deps.threadRuns.hasOpenedRun(lives, acting.input))) return;
  if (thread !== null) {
    // A forum post begins with its own message.
    if (lives.thread !== message) await deps.threadRuns.afterItsRoot(lives);
    await heardThere(job, lives, deps);
  }
  const words = isSettings ? withIds(said) : await wordsRead(job, said, body.names, deps);
  const starting = startsThread(
    { tenant, channel, person: where.person, said: job.live.said },
    () => deps.threadRoots.from({ tenant, channel, message, name: words.replace(/^@Baton\s*/u, '') }),
    deps,
  );
  const asked = {
    ...{ ...acting, surface: DISCORD_SURFACE, channel, thread, text: words, saidAt: snowflakeTime(message) },
    attachments: await takeFiles(tenant, body.files, deps),
    background: thread === null ? [] : await saidBefore({ tenant, reader: where.person, said: job.live.said, channel, thread, before: message }, deps),
  };
  await request(job, asked, starting, where, deps);
}

export async function handleReply(job: JobOf<'reply'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  const place = await placeOf(tenant, body.at, deps);
  const thread = place && threadOf(place.thread, body.on);
  if (place === null || thread === null) return;
  const { channel } = place;
  const where: Where = { person: body.user, channel, thread: place.thread };
  if (!(await deps.threadRuns.livesThere({ tenant, channel, thread }))) return;
  const acting = await welcome(job, where, deps);
  if (!acting) return;
  await heardThere(job, { channel, thread }, deps);
  const text = await wordsRead(job, body.text, body.names, deps);
  const attachments = await takeFiles(tenant, body.files, deps);
  const asked = { ...acting, surface: DISCORD_SURFACE, channel, thread, text, attachments, saidAt: snowflakeTime(body.message), aside: true } as const;
  await sayOf(job, await askDesk(asked, deps), where, deps);
}

/** A reply in the channel to the message that a thread grew from is meant for that thread. */
function threadOf(thread: ThreadId | null, on: string | null): ThreadId | null {
  return thread ?? (on === null ? null : threadId(on));
}

/** No runs live in direct messages. */
export async function handleDirect({ tenant, id, body }: JobOf<'direct'>, { privately }: HandlerDeps): Promise<void> {
  await privately.direct(tenant, body.user, notHereCard(), { id, thread: null });
}
