/** Runs as one person may see them: those of a private place are not there for whoever is not in it. */
import type { ChannelId, ThreadId, WorkflowId } from '../engine/ids.ts';
import type { Archive, WorkflowFilter, WorkflowSummary } from '../ports/archive.ts';
import type { Acting } from '../ports/desk.ts';

type Asking = Pick<Acting, 'tenant' | 'actor' | 'sees'>;

/** Null when there is none, or none that they may see. */
export async function seenRun(
  { tenant, actor, sees }: Asking,
  key: WorkflowId | number,
  { archive }: { readonly archive: Archive },
): Promise<WorkflowSummary | null> {
  const found = await archive.find(tenant, key);
  if (!found || !sees || (await sees(found.channel, found.thread))) return found;
  return found.requester === actor && (await placeIsGone(found, archive)) ? found : null;
}

/** Nobody can be in it any more: whoever asked for the run may still look after it from elsewhere. */
async function placeIsGone({ tenant, id }: WorkflowSummary, archive: Archive): Promise<boolean> {
  const reason = (await archive.read(tenant, id))?.workflow.away?.reason;
  return reason === 'deleted' || reason === 'thread-deleted';
}

/** How far back one looks for enough that may be seen. */
const LOOKED_AT = 200;

export async function seenRuns(
  { tenant, sees }: Asking,
  filter: WorkflowFilter,
  { archive }: { readonly archive: Archive },
): Promise<readonly WorkflowSummary[]> {
  if (!sees) return await archive.workflows(tenant, filter);
  const runs = await archive.workflows(tenant, { ...filter, limit: LOOKED_AT });
  const threads = new Map(runs.map(({ channel, thread }) => [keyOf({ channel, thread }), { channel, thread }]));
  const answers = await Promise.all([...threads].map(async ([key, { channel, thread }]): Promise<[string, boolean]> => [key, await sees(channel, thread)]));
  const seen = new Map(answers);
  return runs.filter((run) => seen.get(keyOf(run)) === true).slice(0, filter.limit);
}

function keyOf({ channel, thread }: { readonly channel: ChannelId; readonly thread: ThreadId }): string {
  return `${channel} ${thread}`;
}
