/** A place of Slack is out of reach, or speaks again. Such news come through deliveries, so one process hears of each. */
import { type LostPlace, placeLost } from '../../../src/chat/life/place-lost.ts';
import { placeSpeaks } from '../../../src/chat/life/place-speaks.ts';
import type { ChannelId, ThreadId } from '../../../src/engine/ids.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { type HandlerDeps, inputOf, type JobOf } from '../receiving/handler.ts';

export async function lostOnSlack(lost: LostPlace, { desk, archive, privately, admins, log }: HandlerDeps): Promise<void> {
  await placeLost(lost, { surface: SLACK_SURFACE, desk, archive, direct: privately.direct, admins, log });
}

/** Somebody is heard there. */
export async function heardOnSlack(
  job: Pick<JobOf<'mention' | 'reply'>, 'tenant' | 'id'>,
  { channel, thread }: { channel: ChannelId; thread: ThreadId },
  { desk, archive }: HandlerDeps,
): Promise<void> {
  await placeSpeaks({ tenant: job.tenant, channel, thread, input: inputOf(job, 'heard') }, { surface: SLACK_SURFACE, desk, archive });
}
