/** Something that a platform delivered, as it is worked on. */
import type { ClaimedDelivery } from '../../ports/deliveries.ts';

/** What a platform delivers, as a closed union. */
export interface AnyBody {
  readonly kind: string;
}

/** `Live`: what came with it, is good for a moment and dies with the process. */
export interface Job<Body extends AnyBody, Live> {
  readonly tenant: ClaimedDelivery['tenant'];
  readonly id: string;
  readonly body: Body;
  readonly live: Live;
  /** How often it was taken up, this time included. */
  readonly tries: number;
  /** Epoch milliseconds. */
  readonly takenAt: number;
  /** It was begun before: what it asks for may be done already, in part or in whole. */
  readonly again: boolean;
}
