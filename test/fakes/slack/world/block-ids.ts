/** Slack names every block and every element that the app did not name. */
import type { Loose } from '../loose.ts';
import type { Ids } from './ids.ts';

export function withIds(ids: Ids, blocks: readonly Loose[]): Loose[] {
  return blocks.map((block) => named(ids, block));
}

function named(ids: Ids, block: Loose): Loose {
  const copy = structuredClone(block);
  copy.block_id ??= ids.of('b');
  for (const element of [...(copy.type === 'actions' || copy.type === 'context_actions' ? copy.elements : []), copy.accessory, copy.element])
    if (element && !['image', 'plain_text', 'mrkdwn'].includes(element.type)) element.action_id ??= ids.of('a');
  if (Array.isArray(copy.child_blocks)) copy.child_blocks = withIds(ids, copy.child_blocks);
  return copy;
}
