/** Runs that are not over, with where they live and whether they wait for that place. */
import type { PlaceLoss } from '../../engine/event.ts';
import type { ChannelId, TenantId, ThreadId } from '../../engine/ids.ts';
import type { Archive, WorkflowSummary } from '../../ports/archive.ts';

export interface RunPlace {
  readonly run: WorkflowSummary;
  /** Why it waits for its place; null: it does not. */
  readonly away: PlaceLoss | null;
}

/** More than a tenant has open at once. */
const MOST_RUNS = 1_000;

/** Of this surface; `channel` and `thread` null: all. */
export async function runPlaces(
  {
    tenant,
    surface,
    channel,
    thread,
  }: { readonly tenant: TenantId; readonly surface: string; readonly channel: ChannelId | null; readonly thread: ThreadId | null },
  archive: Pick<Archive, 'workflows' | 'read'>,
): Promise<readonly RunPlace[]> {
  const open = await archive.workflows(tenant, { active: true, thread, limit: MOST_RUNS });
  const there = open.filter((run) => run.surface === surface && (channel === null || run.channel === channel));
  const places: RunPlace[] = [];
  // One after the other: a place with hundreds of runs is rare, and nobody waits for this.
  for (const run of there) places.push({ run, away: mayWait(run) ? ((await archive.read(tenant, run.id))?.workflow.away?.reason ?? null) : null });
  return places;
}

/** One that waits for its place is one of these to whoever lists it, so the others need not be read whole. */
function mayWait({ status }: WorkflowSummary): boolean {
  return status === 'parked' || status === 'paused';
}
