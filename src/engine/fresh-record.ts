/** A workstream that nothing has happened to yet. */
import type { Workstream } from './plan.ts';
import { FIRST_ROUND, type WorkstreamRecord } from './state.ts';

export function freshRecord({ id, loop }: Workstream): WorkstreamRecord {
  return {
    id,
    status: { kind: 'pending' },
    attempts: 0,
    tokens: { input: 0, output: 0 },
    costUsd: 0,
    loop: loop ? FIRST_ROUND : null,
    model: null,
    stale: false,
    reused: false,
    reviewed: false,
    takenUp: null,
    startedAt: null,
    settledAt: null,
  };
}
