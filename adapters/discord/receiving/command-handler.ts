/** Commands: a thread begins only for what really starts a run; inside a thread, that one is the place. */

import { noticeCard } from '../../../src/cards/notice.ts';
import { requestCard } from '../../../src/cards/request-cards.ts';
import { personId } from '../../../src/engine/ids.ts';
import { type ReadFields, readFields } from '../commands/read-command.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { withIds } from './discord-text.ts';
import { takeFiles, textOfFile } from './files.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';
import { heardThere } from './heard-there.ts';
import { request } from './request.ts';
import { openSettings } from './settings-handler.ts';
import { closedToBaton, startsThread } from './start-thread.ts';
import { saidBefore } from './thread-before.ts';
import { welcome } from './welcome.ts';
import { wordsRead } from './words-read.ts';

export async function handleCommand(job: JobOf<'command'>, deps: HandlerDeps): Promise<void> {
  const { tenant, id, body } = job;
  const { name, channel, thread } = body;
  const where: Where = { person: personId(body.user), channel, thread };
  const isSettings = name.startsWith('baton settings');
  const acting = await welcome(job, where, deps, isSettings || name === 'baton help' ? 'settings' : 'work');
  if (!acting) return;
  if (name === 'baton settings edit') return await openSettings(job, body.options.everywhere === true ? null : channel, deps);
  const read = readFields(name, body.options);
  if (read === null) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
  const text = isSettings ? await settingsText(job, read, deps) : await wordsRead(job, read.text, body.names, deps);
  const begins = REQUESTS.has(name);
  if (thread !== null) {
    if (job.again && (await deps.threadRuns.hasOpenedRun({ tenant, channel, thread }, acting.input))) return;
    // Commands arrive from places where Baton can say nothing: that one was heard from does not show that it is within reach.
    const closed = await closedToBaton({ tenant, channel, thread }, deps);
    if (closed !== null && begins) return await deps.tell(job, closed, where);
    if (closed === null) await heardThere(job, { channel, thread }, deps);
  }
  const task = begins ? await wordsRead(job, String(body.options.task ?? body.options.task1 ?? ''), body.names, deps) : text;
  const starting = startsThread(
    { tenant, channel, person: where.person, said: job.live.said },
    () => {
      return deps.threadRoots.begin({ tenant, channel, key: `root:${id}`, card: requestCard(`/${name}`, task, where.person), name: task });
    },
    deps,
  );
  const asked = {
    ...{ ...acting, surface: DISCORD_SURFACE, channel, thread, text, options: read.options },
    attachments: begins ? await takeFiles(tenant, body.files, deps) : [],
    background: begins && thread !== null ? await saidBefore({ tenant, reader: where.person, said: job.live.said, channel, thread, before: null }, deps) : [],
  };
  await request(job, asked, starting, where, deps);
}

const REQUESTS: ReadonlySet<string> = new Set(['orchestrate', 'parallel', 'plan-only']);

/** An imported file stands below the command, as it would be pasted. */
async function settingsText({ body }: JobOf<'command'>, { text }: ReadFields, deps: HandlerDeps): Promise<string> {
  const typed = withIds(text);
  return body.name === 'baton settings import' ? `${typed}\n${await textOfFile(body.files[0], deps)}` : typed;
}
