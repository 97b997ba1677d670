/** A place where people are: renders cards within its limits. What it cannot do is data, not an optional method. */
import type { Card } from '../cards/card.ts';
import type { Place } from '../engine/event.ts';

export interface Surface {
  readonly name: string;
  readonly pace: SurfacePace;
  /** Posts a new message in the thread and returns the platform's id for it. `key` is the same on every redelivery. */
  post(place: Place, key: string, card: Card): Promise<string>;
  edit(place: Place, ref: string, card: Card): Promise<void>;
}

export interface SurfacePace {
  /** Least time between two edits of one message, in milliseconds; updates in between are coalesced. */
  readonly editIntervalMs: number;
}
