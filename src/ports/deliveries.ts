/**
 * What a chat platform delivers (events, commands, clicks), kept before it is acknowledged: once for people, however
 * often it is sent, and taken up again by any process when the first one dies over it.
 */
import type { TenantId } from '../engine/ids.ts';

export interface Deliveries {
  /** `known`: it was here before, and nothing was changed. Otherwise this process works on it until the lease is over. */
  take(delivery: Delivery, leaseMs: number): Promise<'new' | 'known'>;
  /** Those that are not done and that nobody works on, oldest first; from now on this process does. */
  claim(surface: string, limit: number, leaseMs: number): Promise<readonly ClaimedDelivery[]>;
  /** Whether it is kept and not done yet. */
  open(delivery: DeliveryKey): Promise<boolean>;
  /** This process is still at it (or, with 0, gives it back). One that is done stays done. */
  hold(deliveries: readonly DeliveryKey[], leaseMs: number): Promise<void>;
  /** Its body is wiped: what people wrote is kept where it belongs, or not at all. */
  done(delivery: DeliveryKey): Promise<void>;
  /** Forgets what was done more than `days` days ago. */
  forget(days: number): Promise<void>;
}

export interface DeliveryKey {
  readonly surface: string;
  readonly tenant: TenantId;
  /** The platform's id for it: the same when it is sent again. */
  readonly id: string;
}

export interface Delivery extends DeliveryKey {
  /** As the adapter parsed it: JSON, without tokens and other secrets. */
  readonly body: unknown;
}

export interface ClaimedDelivery extends Delivery {
  /** How often it was taken up, this time included. */
  readonly tries: number;
  /** Epoch milliseconds, by the database's clock. */
  readonly takenAt: number;
}
