/** When the next of the calls that share a rate may go out. */
import type { Priority } from './priority.ts';

export interface SendWindow {
  /** The earliest time at which such a call may go out, by the same clock as `now`. */
  freeAt(channel: string | null, priority: Priority, now: number): number;
  went(channel: string | null, now: number): void;
  /** The platform said that it is too much: nothing before then. */
  blockUntil(time: number): void;
  /** Nothing of it matters any more. */
  idle(now: number): boolean;
}
