/**
 * Decides what has arrived and appends it. Where the ledger has no room for the calls that it starts, it is decided once
 * more, knowing that: calls that fit start, and for the others people are asked.
 */
import type { Logger } from 'pino';
import { type FullCap, isSameCap } from '../engine/budget.ts';
import type { Workflow } from '../engine/state.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Arrival } from './mailbox.ts';
import { patientAppend } from './patient-append.ts';
import { decideAll, type Step } from './step.ts';

export interface AppendStep {
  readonly arrivals: readonly Arrival[];
  readonly epoch: number;
  readonly now: number;
  /** False: nothing new is started. */
  readonly follow: boolean;
}

export interface AppendDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Null: another driver has the workflow. */
export async function appendStep(current: Workflow, { arrivals, epoch, now, follow }: AppendStep, { ledger, clock, log }: AppendDeps): Promise<Step | null> {
  let full: readonly FullCap[] = [];
  for (;;) {
    const step = full.length === 0 ? decideAll(current, arrivals, now, follow) : decideWithin(current, arrivals, now, full);
    const { recorded, after, artifacts, applied } = step;
    if (recorded.length === 0 && applied.length === 0) return step;
    const batch = { workflow: current.id, tenant: current.place.tenant, expectedVersion: current.version, epoch, recorded, after, artifacts, applied };
    const appended = await patientAppend(ledger, batch, clock, log);
    switch (appended.kind) {
      case 'appended':
        return step;
      case 'stale':
        return null;
      case 'over-budget':
        full = [...full.filter(({ cap }) => !appended.caps.some((newer) => isSameCap(newer.cap, cap))), ...appended.caps];
        break;
      default: {
        const missed: never = appended;
        return missed;
      }
    }
  }
}

/** First what has arrived, by itself; what follows from it only once the full caps are known. */
function decideWithin(current: Workflow, arrivals: readonly Arrival[], now: number, caps: readonly FullCap[]): Step {
  const arrived = decideAll(current, arrivals, now, false);
  const followed = decideAll(arrived.after, [{ input: { kind: 'budget-reached', caps }, id: null, artifacts: [] }], now, true);
  return {
    recorded: [...arrived.recorded, ...followed.recorded],
    effects: [...arrived.effects, ...followed.effects],
    after: followed.after,
    artifacts: arrived.artifacts,
    applied: arrived.applied,
  };
}
