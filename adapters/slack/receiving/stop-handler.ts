/** Slack's own stop button on an agent's session: the same as the exact word. */
import { SLACK_SURFACE } from '../deps.ts';
import { askDesk } from './ask-desk.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';
import { welcome } from './welcome.ts';

export async function handleStop(job: JobOf<'session-stopped'>, deps: HandlerDeps): Promise<void> {
  const { user, channel, thread } = job.body;
  const where: Where = { person: user, channel, thread };
  const acting = await welcome(job, where, deps);
  if (!acting) return;
  await askDesk(job, { ...acting, surface: SLACK_SURFACE, channel, thread, text: 'stop', attachments: [], aside: true }, where, deps);
}
