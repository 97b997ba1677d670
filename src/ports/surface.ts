/** A place where people are: renders cards within its limits. What it cannot do is data, not an optional method. */
import type { Card } from '../cards/card.ts';
import type { Place, PlaceLoss } from '../engine/event.ts';
import type { WorkflowId } from '../engine/ids.ts';

export interface Surface {
  readonly name: string;
  readonly pace: SurfacePace;
  /** Whether it says this card at all: no, where its other cards tell the same. */
  tells(card: Card): boolean;
  /**
   * Posts a new message in the thread and returns the platform's id for it. The same message again finds the first one.
   * @throws SurfaceUnreachable when trying again is of no use until somebody does something there.
   */
  post(message: SurfaceMessage): Promise<string>;
  /** A message that people took away is not there to be changed: whether it comes back is the surface's choice. */
  edit(message: SurfaceMessage, ref: string): Promise<void>;
}

export interface SurfaceMessage {
  readonly workflow: WorkflowId;
  readonly place: Place;
  /** Of the card in its workflow's thread; the same on every redelivery. */
  readonly key: string;
  readonly card: Card;
}

/** What a surface costs people and its platform, so that whoever posts can be sparing. */
export interface SurfacePace {
  /**
   * Least time before the message of such a card is edited, in milliseconds since it was posted or edited last; updates in between
   * are coalesced. `edits`: how often it was edited already, as far as this process knows.
   */
  editIntervalMs(card: Card, edits: number): number;
  /** What of the card is worth an edit: a message whose card is the same in this stays as it is. JSON. */
  worthEditing(card: Card): unknown;
}

/** Nobody can be reached there until somebody acts: invites Baton, opens the channel again, installs it anew, changes a rule. */
export type UnreachableReason = PlaceLoss;

/**
 * Whether a platform reaches this process. That it does not makes the process no less healthy: starting it again would not help.
 * `limited`: it does, and keeps something from Baton that a switch there would give it; the log and the doctor say what.
 */
export type SurfaceState = 'ok' | 'limited' | 'reconnecting' | 'refused' | 'stopped';
