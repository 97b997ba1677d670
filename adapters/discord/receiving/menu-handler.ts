/** "Orchestrate this" and "Expert panel on this", from the menu of somebody's message: its words are the task, the thread is material. */
import { readCommand } from '../../../commands/index.ts';
import { MENU_WORDS } from '../../../src/cards/command-words.ts';
import { noticeCard } from '../../../src/cards/notice.ts';
import type { TypedOptions } from '../../../src/engine/request-options.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { takeFiles } from './files.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';
import { request } from './request.ts';
import { closedToBaton, startsThread } from './start-thread.ts';
import { saidBefore } from './thread-before.ts';
import { welcome } from './welcome.ts';
import { wordsRead } from './words-read.ts';

const OPTIONS: Readonly<Record<string, TypedOptions | undefined>> = { [MENU_WORDS.orchestrate]: {}, [MENU_WORDS.panel]: { pattern: 'expert-panel' } };

export async function handleMenu(job: JobOf<'menu'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  const { channel, thread, message } = body;
  const where: Where = { person: body.user, channel, thread };
  const options = OPTIONS[body.name];
  if (!options) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
  const acting = await welcome(job, where, deps);
  if (!acting) return;
  const closed = thread === null ? null : await closedToBaton({ tenant, channel, thread }, deps);
  if (closed !== null) return await deps.tell(job, closed, where);
  const task = await wordsRead(job, body.text, body.names, deps);
  const starting = startsThread(
    { tenant, channel, person: where.person, said: job.live.said },
    () => deps.threadRoots.from({ tenant, channel, message, name: task }),
    deps,
  );
  const asked = {
    ...{ ...acting, surface: DISCORD_SURFACE, channel, thread, text: `/orchestrate ${inert(task)}`, options },
    attachments: await takeFiles(tenant, body.files, deps),
    background:
      thread === null ? [] : await saidBefore({ tenant, reader: where.person, said: job.live.said, channel, thread, before: null, without: message }, deps),
  };
  await request(job, asked, starting, where, deps);
}

/** The words are somebody else's: what looks like an option in them is none. */
function inert(task: string): string {
  const read = readCommand(`/orchestrate ${task}`);
  return read.kind === 'request' && Object.keys(read.typed).length === 0 ? task : `“\n${task}\n”`;
}
