/** What a request brings in numbers (attached files, or else the items that it lists), split into even shares for workers that do the same. */

import type { Partition } from '../../engine/plan.ts';
import { usualFileTokens } from '../../engine/request-files.ts';
import type { PlanContext } from '../pattern.ts';
import { evenShares } from './even-shares.ts';

/** Source, fan-out: the sweet spot is 3 to 6 workers. */
export const FEWEST_WORKERS = 3;
export const MOST_WORKERS = 6;

/** Source: "Document all 30 skills" is 5 workers with 6 each. */
const THINGS_EACH = 6;

/** Names and short lines are equal work, whatever their length. */
const SHORT_ITEM = 200;

/** How many things there are to share out: files first, because a list in the request is then about them. */
export function thingsToShare({ inputs, items }: Pick<PlanContext, 'inputs' | 'items'>): number {
  return inputs.length >= FEWEST_WORKERS ? inputs.length : items.length;
}

/** As many as were wished for, where that can be; never more than there are things. */
export function workersFor(things: number, wished: number): number {
  const usual = Math.min(MOST_WORKERS, Math.max(FEWEST_WORKERS, Math.ceil(things / THINGS_EACH)));
  return Math.min(things, wished >= FEWEST_WORKERS && wished <= MOST_WORKERS ? wished : usual);
}

/** Even in the tokens of files, or in the length of items. Nothing is left out or given twice. */
export function sharesOf({ inputs, items }: Pick<PlanContext, 'inputs' | 'items'>, workers: number): readonly Partition[] {
  if (inputs.length >= FEWEST_WORKERS) {
    const files = inputs.map((file) => ({ thing: file.id, size: usualFileTokens(file) }));
    return evenShares(files, workers).map((share) => ({ files: share, items: [] }));
  }
  const listed = items.map((item) => ({ thing: item, size: Math.max(SHORT_ITEM, item.length) }));
  // One or two files beside a list are for everyone: a style guide, a rubric.
  return evenShares(listed, workers).map((share) => ({ files: inputs.map(({ id }) => id), items: share }));
}
