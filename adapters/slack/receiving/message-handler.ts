/** A mention, a direct message, or a plain word in a run's thread. */

import { threadId } from '../../../src/engine/ids.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { heardOnSlack } from '../life/lost-on-slack.ts';
import { askDesk } from './ask-desk.ts';
import { takeFiles } from './files.ts';
import { filesOfMention } from './files-of-mention.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';
import { messageTime } from './message-id.ts';
import { asPeopleSee, saidToBaton, unnamedIn, withIds } from './slack-text.ts';
import { saidBefore } from './thread-before.ts';
import { welcome } from './welcome.ts';

export async function handleMention(job: JobOf<'mention'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body, team } = job;
  const { channel, user, ts, text } = body;
  const thread = body.thread ?? threadId(ts);
  const where: Where = { person: user, channel, thread: body.thread };
  const said = saidToBaton(text, team.botUserId);
  const isSettings = /^@Baton\s+settings\b/iu.test(said);
  const acting = await welcome(job, where, deps, isSettings ? 'settings' : 'work');
  if (!acting) return;
  if (job.again && (await deps.threadRuns.hasOpenedRun({ tenant, channel, thread }, acting.input))) return;
  if (body.thread !== null) await deps.threadRuns.afterItsRoot({ tenant, channel, thread });
  await heardOnSlack(job, { channel, thread }, deps);
  const read = isSettings ? withIds(said) : asPeopleSee(said, await deps.people.names(tenant, unnamedIn(said)), team.botUserId);
  const attachments = await takeFiles(job, isSettings ? body.files : await filesOfMention(job, deps), deps);
  const background = body.thread === null ? [] : await saidBefore(job, { channel, thread: body.thread, before: ts }, deps);
  const asked = { ...acting, surface: SLACK_SURFACE, channel, thread, text: read, saidAt: messageTime(ts), attachments, background };
  await askDesk(job, asked, where, deps);
}

export async function handleReply(job: JobOf<'reply'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body, team } = job;
  const { channel, user, thread, ts, text, files } = body;
  const where: Where = { person: user, channel, thread };
  if (!(await deps.threadRuns.livesThere({ tenant, channel, thread })) && !body.direct) return;
  const acting = await welcome(job, where, deps);
  if (!acting) return;
  await heardOnSlack(job, { channel, thread }, deps);
  const read = asPeopleSee(text, await deps.people.names(tenant, unnamedIn(text)), team.botUserId);
  const attachments = await takeFiles(job, files, deps);
  const asked = { ...acting, surface: SLACK_SURFACE, channel, thread, text: read, saidAt: messageTime(ts), attachments, aside: true } as const;
  await askDesk(job, asked, where, deps);
}
