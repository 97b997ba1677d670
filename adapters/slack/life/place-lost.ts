/** A place where runs live is out of reach: the runs wait, and whoever asked for them hears of it where they still can. */
import { placeLostCard } from '../../../src/cards/place-words.ts';
import type { PlaceLoss } from '../../../src/engine/event.ts';
import type { ChannelId, InputId, PersonId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { WorkflowSummary } from '../../../src/ports/archive.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { HandlerDeps } from '../receiving/handler.ts';

export interface LostPlace {
  readonly tenant: TenantId;
  /** Null: the whole workspace. */
  readonly channel: ChannelId | null;
  readonly thread: ThreadId | null;
  readonly reason: PlaceLoss;
  readonly input: InputId;
}

/** Told once for each loss: runs that wait already, for whatever reason, are not told of again. */
export async function placeLost(lost: LostPlace, deps: HandlerDeps): Promise<void> {
  const { tenant, channel, reason } = lost;
  const { theirs, waiting } = await runsThere(lost, deps);
  if (theirs.length === 0) return;
  await deps.desk.place({ ...lost, surface: SLACK_SURFACE });
  const news = theirs.filter(({ id }) => !waiting.has(id));
  deps.log.warn({ tenant, channel, reason, runs: news.length }, 'a place of Slack is out of reach: its runs wait');
  // Without its token nobody can be told there; the log has it.
  if (reason === 'uninstalled') return;
  for (const [requester, runs] of byRequester(news)) await tellOne(tenant, requester, reason, runs, deps);
}

/** Those that are not known to wait for this very reason; `waiting`: those that wait for another. */
async function runsThere(
  { tenant, channel, thread, reason }: LostPlace,
  { archive }: HandlerDeps,
): Promise<{ theirs: readonly WorkflowSummary[]; waiting: ReadonlySet<string> }> {
  const open = await archive.workflows(tenant, { active: true, thread, limit: MOST_RUNS });
  const there = open.filter((run) => run.surface === SLACK_SURFACE && (channel === null || run.channel === channel));
  const theirs: WorkflowSummary[] = [];
  const waiting = new Set<string>();
  for (const run of there) {
    const away = (await archive.read(tenant, run.id))?.workflow.away ?? null;
    if (away?.reason === reason) continue;
    theirs.push(run);
    if (away) waiting.add(run.id);
  }
  return { theirs, waiting };
}

/** More than a workspace has open at once. */
const MOST_RUNS = 1_000;

async function tellOne(tenant: TenantId, requester: PersonId, reason: PlaceLoss, runs: readonly WorkflowSummary[], deps: HandlerDeps): Promise<void> {
  const card = placeLostCard(reason, runs);
  if (await deps.privately.direct(tenant, requester, card)) return;
  for (const admin of deps.admins) if (await deps.privately.direct(tenant, admin, card)) return;
  deps.log.warn({ tenant, runs: runs.map(({ number }) => number).join(', ') }, 'nobody could be told that runs wait for their place');
}

function byRequester(runs: readonly WorkflowSummary[]): ReadonlyMap<PersonId, readonly WorkflowSummary[]> {
  const each = new Map<PersonId, WorkflowSummary[]>();
  for (const run of runs) each.set(run.requester, [...(each.get(run.requester) ?? []), run]);
  return each;
}
