/** "Orchestrate this" and "Expert panel on this thread", pressed on somebody's message: its words are the task, the thread is material. */
import { readCommand } from '../../../commands/index.ts';
import { noticeCard } from '../../../src/cards/notice.ts';
import { inviteCard } from '../../../src/cards/place-words.ts';
import { personId, threadId } from '../../../src/engine/ids.ts';
import type { TypedOptions } from '../../../src/engine/request-options.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { SHORTCUTS } from '../install/app-table.ts';
import { askDesk } from './ask-desk.ts';
import { takeFiles } from './files.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';
import { asPeopleSee, unnamedIn } from './slack-text.ts';
import { saidBefore } from './thread-before.ts';
import { welcome } from './welcome.ts';

const OPTIONS: Readonly<Record<string, TypedOptions | undefined>> = { [SHORTCUTS.orchestrate]: {}, [SHORTCUTS.panel]: { pattern: 'expert-panel' } };

export async function handleShortcut(job: JobOf<'shortcut'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body, team } = job;
  const { channel, user, ts, text, files } = body;
  const where: Where = { person: user, channel, thread: body.thread };
  const options = OPTIONS[body.callback];
  if (!options) return await deps.tell(job, noticeCard({ kind: 'unknown-button' }), where);
  const acting = await welcome(job, where, deps);
  if (!acting) return;
  const place = await deps.people.place(tenant, channel);
  if (!place?.joined) return await deps.tell(job, inviteCard(personId(team.botUserId)), where);
  const task = asPeopleSee(text, await deps.people.names(tenant, unnamedIn(text)), team.botUserId);
  const attachments = await takeFiles(job, files, deps);
  const thread = body.thread ?? threadId(ts);
  const background = await saidBefore(job, { channel, thread, before: body.thread === null ? null : ts, without: ts }, deps);
  const request = { ...acting, surface: SLACK_SURFACE, channel, thread, text: `/orchestrate ${inert(task)}`, options, attachments, background };
  await askDesk(job, request, where, deps);
}

/** The words are somebody else's: what looks like an option in them is none. */
function inert(task: string): string {
  const read = readCommand(`/orchestrate ${task}`);
  return read.kind === 'request' && Object.keys(read.typed).length === 0 ? task : `“\n${task}\n”`;
}
