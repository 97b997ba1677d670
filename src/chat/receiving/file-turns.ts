/** Files are in memory while they are fetched: a few at a time, of all tenants together. */
import { createLanes } from './lanes.ts';

/** From before a file is fetched until its content is let go. */
export type FileTurn = <T>(work: () => Promise<T>) => Promise<T>;

const AT_ONCE = 3;

export function createFileTurns(): FileTurn {
  const lanes = createLanes<null>(() => ({ lane: 'files', most: AT_ONCE, inOrder: null }));
  return (work) => lanes.run(null, work);
}
