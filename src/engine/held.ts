/** Nothing new starts in a run that people paused, or that lives where nobody can be reached. What runs finishes. */
import type { Workflow } from './state.ts';

export function isHeld({ paused, away }: Pick<Workflow, 'paused' | 'away'>): boolean {
  return paused !== null || away !== null;
}
