/** Block types that a workspace refused: remembered with its installation, so that each is tried once. */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import type { BlockType } from '../blocks/slack-message.ts';
import { SLACK_SURFACE } from '../deps.ts';

export interface RejectedBlocks {
  of(tenant: TenantId): Promise<ReadonlySet<BlockType>>;
  add(tenant: TenantId, types: readonly BlockType[]): Promise<void>;
}

const aboutSchema = z.looseObject({ rejects: z.array(z.string()).default([]) });

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
  log,
}: {
  readonly installations: Pick<Installations, 'find' | 'change'>;
  readonly log: Logger;
}): RejectedBlocks {
  const known = new Map<TenantId, Set<BlockType>>();

  async function read(tenant: TenantId): Promise<Set<BlockType>> {
    const before = known.get(tenant);
    if (before) return before;
    const installation = await installations.find(SLACK_SURFACE, tenant);
    const about = aboutSchema.safeParse(installation?.about ?? {});
    const found = new Set((about.success ? about.data.rejects : []).filter(isNewerBlock));
    known.set(tenant, found);
    return found;
  }

  return {
    of: read,
    async add(tenant, types) {
      const rejects = await read(tenant);
      for (const type of types) rejects.add(type);
      log.warn({ tenant, types }, 'a workspace refuses block types; its cards do without them from now on');
      await installations.change(SLACK_SURFACE, tenant, async (now) => {
        const about = aboutSchema.safeParse(now.about);
        if (!about.success) return null;
        return { ...now, about: { ...about.data, rejects: [...new Set([...about.data.rejects, ...rejects])].toSorted() } };
      });
    },
  };
}
