/** A place where people are: renders cards within its limits. What it cannot do is data, not an optional method. */
import type { Card } from '../cards/card.ts';
import type { Place } from '../engine/event.ts';
import type { WorkflowId } from '../engine/ids.ts';

export interface Surface {
  readonly name: string;
  readonly pace: SurfacePace;
  /** Posts a new message in the thread and returns the platform's id for it. The same message again finds the first one. */
  post(message: SurfaceMessage): Promise<string>;
  edit(message: SurfaceMessage, ref: string): Promise<void>;
}

export interface SurfaceMessage {
  readonly workflow: WorkflowId;
  readonly place: Place;
  /** Of the card in its workflow's thread; the same on every redelivery. */
  readonly key: string;
  readonly card: Card;
}

export interface SurfacePace {
  /** Least time between two edits of one message, in milliseconds; updates in between are coalesced. */
  readonly editIntervalMs: number;
}
