/**
 * Batches of an explicit list: workstreams of a draft that do the same with different things. A model counts badly, so
 * that batches which are not even are evened here, and one task for everybody becomes a share for each.
 */
import type { Partition } from '../../engine/plan.ts';
import type { PlanContext } from '../pattern.ts';
import type { DraftWorkstream } from './draft-rules.ts';
import { type Mentions, mentionsIn, withMentions } from './mentions.ts';
import { isSameTask } from './same-task.ts';
import { MOST_WORKERS, sharesOf, thingsToShare } from './shares.ts';

export interface Batch {
  readonly draft: DraftWorkstream;
  readonly partition?: Partition;
}

export type Batches =
  | { readonly kind: 'batches'; readonly batches: readonly Batch[] }
  /** They could not be evened; how many things each has. */
  | { readonly kind: 'uneven'; readonly sizes: readonly number[] }
  | { readonly kind: 'too-many' };

/** What is no set of batches stays as it is. */
export function evenBatches(workstreams: readonly DraftWorkstream[], context: Pick<PlanContext, 'inputs' | 'items'>): Batches {
  const asDrafted: Batches = { kind: 'batches', batches: workstreams.map((draft) => ({ draft })) };
  const things = [...context.inputs.map(({ name }) => name), ...context.items];
  const [first, ...others] = workstreams;
  if (!first || thingsToShare(context) <= workstreams.length || !others.every((other) => isSameTask(first, other, things))) return asDrafted;
  if (workstreams.length > MOST_WORKERS) return { kind: 'too-many' };
  const mentions = workstreams.map(({ task }) => mentionsIn(task, things));
  const named = mentions.flatMap((one) => one.things);
  if (named.length === 0) return shared(workstreams, context);
  const sizes = mentions.map((one) => one.things.length);
  // A thing that two of them name is no part of a batch.
  if (Math.max(...sizes) - Math.min(...sizes) <= 1 || new Set(named).size < named.length || named.length <= workstreams.length) return asDrafted;
  return mentions.every(({ isRun }) => isRun) ? { kind: 'batches', batches: evened(workstreams, mentions, named) } : { kind: 'uneven', sizes };
}

/** The same words for all, and no thing named: each gets a share. */
function shared(workstreams: readonly DraftWorkstream[], context: Pick<PlanContext, 'inputs' | 'items'>): Batches {
  const shares = sharesOf(context, workstreams.length);
  return { kind: 'batches', batches: workstreams.map((draft, index) => ({ draft, ...(shares[index] ? { partition: shares[index] } : {}) })) };
}

/** Neighbours in the list stay together. */
function evened(workstreams: readonly DraftWorkstream[], mentions: readonly Mentions[], named: readonly string[]): readonly Batch[] {
  const count = workstreams.length;
  const startOf = (index: number): number => index * Math.floor(named.length / count) + Math.min(index, named.length % count);
  return workstreams.map((draft, index) => {
    const things = named.slice(startOf(index), startOf(index + 1));
    const before = mentions[index];
    return { draft: before ? { ...draft, title: titleOf(things, index + 1, count), task: withMentions(draft.task, before, things) } : draft };
  });
}

/** The plan's form allows no longer ones. */
const MAX_TITLE = 120;

/** What it was called told of the former batch ("Skills 1 to 9"). */
function titleOf(things: readonly string[], number: number, count: number): string {
  const short = `Batch ${number} of ${count}`;
  const full = `${short}: ${things[0] ?? ''} to ${things.at(-1) ?? ''}`;
  return things.length < 2 || full.length > MAX_TITLE ? short : full;
}
