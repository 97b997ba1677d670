/** The App Home: published anew whenever somebody opens it, with what they may see now. */
import type { types } from '@slack/bolt';
import { notWelcomeCard } from '../../../src/cards/not-welcome.ts';
import { waitingFor } from '../../../src/cards/waiting-for.ts';
import type { Actor } from '../../../src/engine/decision.ts';
import { type ChannelId, channelId, groupId, type PersonId } from '../../../src/engine/ids.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { homeView, homeWith } from '../home/view.ts';
import { type HomeRun, visibleTo } from '../home/visible.ts';
import { actingWith, type HandlerDeps, type JobOf } from './handler.ts';
import type { Job } from './work.ts';

/** Enough for a page; the rest is found with /baton list. */
const MOST_RUNS = 60;

export async function handleHome(job: JobOf<'home-opened'>, deps: HandlerDeps): Promise<void> {
  await publishHome(job, job.body.user, deps);
}

/** Whoever may not use Baton reads why. */
export async function publishHome(job: Pick<Job, 'tenant' | 'id'>, person: PersonId, deps: HandlerDeps): Promise<void> {
  const { tenant } = job;
  const standing = await deps.people.standing(tenant, person, null);
  const view = standing.kind === 'may' ? await homeFor(actingWith(job, standing.who, deps), deps) : homeWith(notWelcomeCard(standing.why, deps.admins));
  await deps.api.call(tenant, 'views.publish', { user_id: person, view }, { priority: 'answer', replaces: `home ${tenant} ${person}` });
}

async function homeFor(acting: Acting, deps: HandlerDeps): Promise<types.HomeView> {
  const { tenant, actor: person } = acting;
  const settings = await deps.settings.resolve(tenant, channelId(''));
  const runs = await runsFor(acting, deps);
  return homeView({ visible: visibleTo({ tenant, person, reads: new Set(runs.map(({ summary }) => summary.channel)) }, runs), settings });
}

async function runsFor(acting: Acting, { archive, people, settings }: HandlerDeps): Promise<readonly HomeRun[]> {
  const { tenant, actor, groups, admin } = acting;
  const all = (await archive.workflows(tenant, { active: null, thread: null, limit: MOST_RUNS })).filter(({ surface }) => surface === SLACK_SURFACE);
  const channels = [...new Set(all.map(({ channel }) => channel))];
  const seen = await Promise.all(channels.map((channel) => people.sees(tenant, actor, channel)));
  const reads = new Set<ChannelId>(channels.filter((_, index) => seen[index] === true));
  const runs: HomeRun[] = [];
  for (const summary of all) {
    if (!reads.has(summary.channel)) continue;
    const named = Object.entries((await settings.resolve(tenant, summary.channel)).values.groups).filter(([, members]) => members.includes(actor));
    const who: Actor = { id: actor, groups: [...groups, ...named.map(([name]) => groupId(name))], admin };
    const open = OVER.has(summary.status) ? null : await archive.read(tenant, summary.id);
    const permalink = await people.threadLink(tenant, summary.channel, summary.thread);
    runs.push({ summary, permalink, waiting: open ? waitingFor(open.workflow, who) : [] });
  }
  return runs;
}

const OVER: ReadonlySet<string> = new Set(['completed', 'partial', 'failed', 'cancelled']);
