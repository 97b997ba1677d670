/** Somebody is heard where runs wait for their place: so it is within reach, and the news of that was lost. */
import type { ChannelId, ThreadId } from '../../../src/engine/ids.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { type HandlerDeps, inputOf } from '../receiving/handler.ts';
import type { Job } from '../receiving/work.ts';

export async function placeSpeaks(
  job: Pick<Job, 'tenant' | 'id'>,
  { channel, thread }: { channel: ChannelId; thread: ThreadId },
  deps: HandlerDeps,
): Promise<void> {
  const { tenant } = job;
  const runs = await deps.archive.workflows(tenant, { active: true, thread, limit: 5 });
  for (const run of runs) {
    const away = run.channel === channel ? ((await deps.archive.read(tenant, run.id))?.workflow.away ?? null) : null;
    if (away === null) continue;
    await deps.desk.place({ tenant, surface: SLACK_SURFACE, channel, thread: null, reason: null, after: away.reason, input: inputOf(job, 'heard') });
    return;
  }
}
