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

/** Told once for each loss: runs that wait for this already are not told of again. */
export async function placeLost({ tenant, channel, thread, reason, input }: LostPlace, deps: HandlerDeps): Promise<void> {
  const before = new Set<string>();
  for (const run of await deps.archive.workflows(tenant, { active: true, thread, limit: 1_000 })) {
    const state = run.surface === SLACK_SURFACE ? await deps.archive.read(tenant, run.id) : null;
    if (state?.workflow.away) before.add(run.id);
  }
  const runs = (await deps.desk.place({ tenant, surface: SLACK_SURFACE, channel, thread, reason, input })).filter(({ id }) => !before.has(id));
  deps.log.warn({ tenant, channel, reason, runs: runs.length }, 'a place of Slack is out of reach: its runs wait');
  // Without its token nobody can be told there; the log has it.
  if (reason === 'uninstalled') return;
  for (const [requester, theirs] of byRequester(runs)) await tellOne(tenant, requester, reason, theirs, deps);
}

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
