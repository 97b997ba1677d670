/** Somebody is heard where runs wait for their place: so it is within reach, and the news of that was lost. */
import type { ChannelId, InputId, TenantId, ThreadId } from '../../engine/ids.ts';
import type { Archive } from '../../ports/archive.ts';
import type { Desk } from '../../ports/desk.ts';

export interface Heard {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
  readonly thread: ThreadId;
  readonly input: InputId;
}

export interface PlaceSpeaksDeps {
  readonly surface: string;
  readonly desk: Pick<Desk, 'place'>;
  readonly archive: Pick<Archive, 'workflows' | 'read'>;
  /** Whether it is out of reach all the same: asked only where runs wait, and then of this thread alone. Absent: whoever is heard shows that the channel is not. */
  readonly isShut?: () => Promise<boolean>;
}

export async function placeSpeaks({ tenant, channel, thread, input }: Heard, { surface, desk, archive, isShut }: PlaceSpeaksDeps): Promise<void> {
  const runs = await archive.workflows(tenant, { active: true, thread, limit: 5 });
  for (const run of runs) {
    const away = run.channel === channel ? ((await archive.read(tenant, run.id))?.workflow.away ?? null) : null;
    if (away === null) continue;
    if (isShut !== undefined && (await isShut())) return;
    await desk.place({ tenant, surface, channel, thread: isShut === undefined ? null : thread, reason: null, after: away.reason, input });
    return;
  }
}
