/** A workstream with another task: what it was said to produce was said of the former one. Null: the task stays. */
import type { Workstream } from './plan.ts';

export function retasked(workstream: Workstream, task: string | null): Workstream {
  if (task === null || task === workstream.task) return workstream;
  const { work: _, ...old } = workstream;
  return { ...old, task };
}
