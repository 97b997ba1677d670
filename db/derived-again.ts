/** The derived rows of one workflow made again from its events, one event at a time, as the appends made them. */
import type { Recorded } from '../src/engine/event.ts';
import { evolve } from '../src/engine/evolve.ts';
import type { WorkflowState } from '../src/engine/state.ts';
import { project } from './projection.ts';

type Row = Readonly<Record<string, unknown>>;

export interface DerivedRows {
  readonly workstreams: ReadonlyMap<string, Row>;
  readonly attempts: ReadonlyMap<string, Row>;
  readonly usage: ReadonlyMap<string, Row>;
  readonly reservations: ReadonlyMap<string, Row>;
  readonly decisions: ReadonlyMap<string, Row>;
  readonly handoffs: ReadonlyMap<string, Row>;
}

export function derivedFrom(log: readonly Recorded[]): DerivedRows {
  const rows = {
    workstreams: new Map<string, Row>(),
    attempts: new Map<string, Row>(),
    usage: new Map<string, Row>(),
    reservations: new Map<string, Row>(),
    decisions: new Map<string, Row>(),
    handoffs: new Map<string, Row>(),
  };
  let state: WorkflowState = { kind: 'none' };
  for (const recorded of log) {
    state = evolve(state, recorded);
    if (state.kind === 'none') continue;
    const derived = project([recorded], state);
    for (const row of derived.workstreams) rows.workstreams.set(row.id, { ...row });
    for (const id of derived.dropped) rows.workstreams.delete(id);
    for (const { usd, tokens, day, ...attempt } of derived.started) {
      rows.attempts.set(attempt.id, attempt);
      rows.reservations.set(attempt.id, { usd, tokens, day, at: attempt.started_at });
    }
    for (const { id, status: _, cause: __, booked: isBooked, ...cost } of derived.spent) {
      const attempt = rows.attempts.get(id);
      const held = rows.reservations.get(id);
      const booked = { day: held?.day, booked_tokens: isBooked ? held?.tokens : 0 };
      rows.usage.set(id, { ...cost, ...booked, subject: attempt?.subject, role: attempt?.role, model: cost.model ?? attempt?.model });
    }
    for (const { id, status, cause, at } of derived.settled) {
      rows.attempts.set(id, { ...rows.attempts.get(id), status, cause, ended_at: at });
      rows.reservations.delete(id);
    }
    for (const { id, ...used } of derived.corrected) rows.usage.set(id, { ...rows.usage.get(id), ...used, booked_tokens: 0 });
    for (const row of derived.decisions) rows.decisions.set(row.id, { ...row });
    for (const row of derived.handoffs) rows.handoffs.set(row.phase, { ...row });
  }
  return rows;
}
