/** Channels that come and go, Baton's own coming and going, and the end of an installation. */
import { SLACK_SURFACE } from '../deps.ts';
import { type HandlerDeps, inputOf, type JobOf } from '../receiving/handler.ts';
import { slackFailure } from '../sending/index.ts';
import { lostOnSlack } from './lost-on-slack.ts';

export async function handleChannel(job: JobOf<'channel-changed'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  deps.people.placeChanged(tenant, body.channel);
  if (body.change === 'unarchived') return await placeBack(job, deps);
  if (await isWithinReach(job, deps)) return;
  await lostOnSlack({ tenant, channel: body.channel, thread: null, reason: body.change, input: inputOf(job) }, deps);
}

export async function handleMembership(job: JobOf<'membership'>, deps: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  deps.people.placeChanged(tenant, body.channel);
  if (body.change === 'joined') return await placeBack(job, deps);
  if (await isWithinReach(job, deps)) return;
  await lostOnSlack({ tenant, channel: body.channel, thread: null, reason: 'left', input: inputOf(job) }, deps);
}

/** What was wiped is gone for good: an installation anew brings another token, and lets the runs go on. */
export async function handleUninstalled(job: JobOf<'uninstalled' | 'tokens-revoked'>, deps: HandlerDeps): Promise<void> {
  const { tenant } = job;
  if ((await deps.tokens.removed(tenant)) === 'still-there') {
    deps.log.info({ tenant, why: job.body.kind }, 'old news: Baton was installed there anew since');
    return;
  }
  await lostOnSlack({ tenant, channel: null, thread: null, reason: 'uninstalled', input: inputOf(job) }, deps);
  deps.log.warn({ tenant, why: job.body.kind }, 'Slack says that Baton is installed there no more');
}

/** News that come late must not undo what came after them. Throws where Slack does not say: then it is asked again later. */
async function isWithinReach({ tenant, body }: JobOf<'channel-changed' | 'membership'>, { people, log }: HandlerDeps): Promise<boolean> {
  try {
    const place = await people.place(tenant, body.channel);
    if (!place?.joined || place.archived) return false;
  } catch (error) {
    const kind = slackFailure(error)?.kind;
    if (kind === undefined || kind === 'retry-later' || kind === 'unknown-outcome') throw error;
    return false;
  }
  log.info({ tenant, channel: body.channel, change: body.change }, 'old news: a place of Slack is within reach again since');
  return true;
}

async function placeBack(job: JobOf<'channel-changed' | 'membership'>, { desk, log }: HandlerDeps): Promise<void> {
  const { tenant, body } = job;
  const runs = await desk.place({ tenant, surface: SLACK_SURFACE, channel: body.channel, thread: null, reason: null, input: inputOf(job) });
  if (runs.length > 0) log.info({ tenant, channel: body.channel, runs: runs.length }, 'a place of Slack is within reach again');
}
