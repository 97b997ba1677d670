/** Block types that a workspace refused: remembered with its installation for some weeks, so that each is tried once in that time. */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import type { BlockType } from '../blocks/slack-message.ts';
import { SLACK_SURFACE } from '../deps.ts';

export interface RejectedBlocks {
  of(tenant: TenantId): Promise<ReadonlySet<BlockType>>;
  add(tenant: TenantId, types: readonly BlockType[]): Promise<void>;
}

/** By type, when it was refused. What an older release wrote, without a time, is tried anew. */
const aboutSchema = z.looseObject({ rejects: z.record(z.string(), z.number()).catch({}) });

/** Slack brings new blocks to one workspace after the other. */
const FORGOTTEN_AFTER_MS = 28 * 24 * 3_600_000;

function rejectsIn(about: unknown): Readonly<Record<string, number>> {
  const read = aboutSchema.safeParse(about);
  return read.success ? read.data.rejects : {};
}

/** What a card can do without; the plainer blocks have been there as long as blocks have. */
const NEWER_BLOCKS: ReadonlySet<string> = new Set<BlockType>([
  'alert',
  'card',
  'carousel',
  'container',
  'context_actions',
  'data_table',
  'markdown',
  'plan',
  'rich_text',
  'table',
  'task_card',
]);

export const isNewerBlock = (type: string): type is BlockType => NEWER_BLOCKS.has(type);

export function createRejectedBlocks({
  installations,
  clock,
  log,
}: {
  readonly installations: Pick<Installations, 'find' | 'change'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}): RejectedBlocks {
  const known = new Map<TenantId, Map<string, number>>();

  async function read(tenant: TenantId): Promise<Map<string, number>> {
    const before = known.get(tenant);
    if (before) return before;
    const installation = await installations.find(SLACK_SURFACE, tenant);
    const found = new Map(Object.entries(rejectsIn(installation?.about)));
    known.set(tenant, found);
    return found;
  }

  const stillRefused = (at: number) => clock.now() - at < FORGOTTEN_AFTER_MS;

  return {
    async of(tenant) {
      const refused = [...(await read(tenant))].filter(([, at]) => stillRefused(at)).map(([type]) => type);
      return new Set(refused.filter((type) => isNewerBlock(type)));
    },
    async add(tenant, types) {
      const rejects = await read(tenant);
      for (const type of types) rejects.set(type, clock.now());
      log.warn({ tenant, types }, 'a workspace refuses block types; its cards do without them for some weeks');
      await installations.change(SLACK_SURFACE, tenant, async (now) => {
        const about = aboutSchema.safeParse(now.about);
        if (!about.success) return null;
        const all = Object.entries({ ...about.data.rejects, ...Object.fromEntries(rejects) });
        return { ...now, about: { ...about.data, rejects: Object.fromEntries(all.filter(([, at]) => stillRefused(at)).toSorted()) } };
      });
    },
  };
}
