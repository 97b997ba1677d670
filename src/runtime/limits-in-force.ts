/**
 * The limits that hold now, brought to a drive with what arrives: at the takeover, before whatever people send, and every
 * few seconds while calls end and start.
 */
import { areInForce, limitsIn } from '../engine/limits.ts';
import type { Workflow } from '../engine/state.ts';
import type { Clock } from '../ports/clock.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { Arrival } from './mailbox.ts';

export interface LimitsInForce {
  /** The arrivals, with the limits where they are others than the run knows. */
  withLimits(workflow: Workflow, arrivals: readonly Arrival[]): Promise<readonly Arrival[]>;
}

/** A run in full flight spends no longer than this under limits that have moved. */
const LOOK_EVERY_MS = 5_000;

export function createLimitsInForce({ settings, clock }: { readonly settings: Pick<SettingsStore, 'resolve'>; readonly clock: Clock }): LimitsInForce {
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    async withLimits(workflow, arrivals) {
      const takesOver = arrivals.some(({ input }) => input.kind === 'driver-took-over');
      const isFromPeople = arrivals.some(({ id }) => id !== null);
      if (!takesOver && !isFromPeople && clock.now() - lookedAt < LOOK_EVERY_MS) return arrivals;
      lookedAt = clock.now();
      const limits = limitsIn((await settings.resolve(workflow.place.tenant, workflow.place.channel)).values);
      if (areInForce(workflow, limits)) return arrivals;
      // Nothing may start before the takeover has told what runs no longer.
      if (!takesOver) return [{ input: { kind: 'limits-read', limits }, id: null, artifacts: [] }, ...arrivals];
      return arrivals.map((arrival) => (arrival.input.kind === 'driver-took-over' ? { ...arrival, input: { kind: 'driver-took-over', limits } } : arrival));
    },
  };
}
