/** Runs as one person may see them: those of a private place are not there for whoever is not in it. */
import type { ChannelId, WorkflowId } from '../engine/ids.ts';
import type { Archive, WorkflowFilter, WorkflowSummary } from '../ports/archive.ts';
import type { Acting } from '../ports/desk.ts';

type Asking = Pick<Acting, 'tenant' | 'sees'>;

/** Null when there is none, or none that they may see. */
export async function seenRun({ tenant, sees }: Asking, key: WorkflowId | number, { archive }: { readonly archive: Archive }): Promise<WorkflowSummary | null> {
  const found = await archive.find(tenant, key);
  return found && (!sees || (await sees(found.channel))) ? found : null;
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
  const channels = [...new Set(runs.map(({ channel }) => channel))];
  const answers = await Promise.all(channels.map(async (channel): Promise<[ChannelId, boolean]> => [channel, await sees(channel)]));
  const seen = new Map(answers);
  return runs.filter(({ channel }) => seen.get(channel) === true).slice(0, filter.limit);
}
