/** Model calls: started, succeeded, failed, interrupted, settled late; and the money that goes with them. */
import { withReservation } from './budget.ts';
import { type AttemptRecord, type Subject, subjectKey, type Usage } from './call.ts';
import type { WorkflowEvent } from './event.ts';
import { withWorkstream } from './evolve-workstream.ts';
import type { AttemptId } from './ids.ts';
import type { Workflow, WorkstreamRecord } from './state.ts';

type AttemptEvent = Extract<WorkflowEvent, { kind: 'attempt-started' | 'attempt-succeeded' | 'attempt-failed' | 'attempt-interrupted' | 'attempt-settled' }>;

export function evolveAttempt(state: Workflow, event: AttemptEvent, at: number): Workflow {
  if (event.kind === 'attempt-started') return started(state, event.attempt, at);
  if (event.kind === 'attempt-settled') return settledLate(state, event.attempt, event.usage);
  const attempt = state.running.get(event.attempt);
  if (!attempt) return state;
  const settled = released(state, attempt);
  switch (event.kind) {
    case 'attempt-succeeded':
      return spent({ ...settled, tries: withoutFailure(settled.tries, subjectKey(attempt.subject)) }, attempt.subject, event.usage);
    case 'attempt-failed': {
      const key = subjectKey(attempt.subject);
      const before = state.tries.get(key);
      const tries = new Map(state.tries).set(key, { failed: (before?.failed ?? 0) + 1, failedEver: (before?.failedEver ?? 0) + 1, lastFailure: event.failure });
      const waiting = backToPending({ ...settled, tries }, attempt);
      return event.usage ? spent(waiting, attempt.subject, event.usage) : waiting;
    }
    case 'attempt-interrupted': {
      const booked = booking(backToPending(settled, attempt), attempt, event.bookedUsd);
      if (event.reason === 'cancelled') return withBooking(booked, attempt, event.bookedUsd);
      return event.reason === 'handed-back' ? { ...booked, handedBack: [...booked.handedBack, { attempt: attempt.id, bookedUsd: event.bookedUsd }] } : booked;
    }
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

function started(state: Workflow, recorded: AttemptRecord, at: number): Workflow {
  // Logs of earlier releases did not count tokens ahead.
  const attempt: AttemptRecord = { ...recorded, reservedTokens: recorded.reservedTokens ?? 0 };
  const next: Workflow = {
    ...state,
    running: new Map(state.running).set(attempt.id, attempt),
    attemptsMade: state.attemptsMade + 1,
    fullCaps: withReservation(state.fullCaps, attempt),
    spent: {
      ...state.spent,
      reservedUsd: state.spent.reservedUsd + attempt.reservedUsd,
      reservedTokens: state.spent.reservedTokens + attempt.reservedTokens,
      calls: state.spent.calls + 1,
    },
  };
  return withSubjectWorkstream(next, attempt.subject, (record) => ({
    ...record,
    status: { kind: 'running', attempt: attempt.id },
    attempts: record.attempts + (attempt.subject.kind === 'workstream' ? 1 : 0),
    startedAt: record.startedAt ?? at,
  }));
}

function released(state: Workflow, attempt: AttemptRecord): Workflow {
  const running = new Map(state.running);
  running.delete(attempt.id);
  // Floating sums drift; with nothing in flight nothing is set aside.
  const reservedUsd = running.size === 0 ? 0 : state.spent.reservedUsd - attempt.reservedUsd;
  const reservedTokens = state.spent.reservedTokens - attempt.reservedTokens;
  // It may have cost less than was set aside: the ledger is asked again.
  return { ...state, running, fullCaps: [], spent: { ...state.spent, reservedUsd, reservedTokens } };
}

function backToPending(state: Workflow, attempt: AttemptRecord): Workflow {
  return withSubjectWorkstream(state, attempt.subject, (record) =>
    record.status.kind === 'running' && record.status.attempt === attempt.id ? { ...record, status: { kind: 'pending' } } : record,
  );
}

/** The next round of a loop must not be told about an error that is behind it. */
function withoutFailure(tries: Workflow['tries'], key: string): Workflow['tries'] {
  const old = tries.get(key);
  return old ? new Map(tries).set(key, { ...old, failed: 0, lastFailure: null }) : tries;
}

function spent(state: Workflow, subject: Subject, usage: Usage): Workflow {
  const input = usage.inputTokens + usage.cacheWriteTokens + usage.cacheReadTokens;
  const next: Workflow = {
    ...state,
    spent: {
      ...state.spent,
      costUsd: state.spent.costUsd + usage.costUsd,
      chargedUsd: state.spent.chargedUsd + usage.chargedUsd,
      inputTokens: state.spent.inputTokens + input,
      outputTokens: state.spent.outputTokens + usage.outputTokens,
      rehearsal: state.spent.rehearsal && usage.chargedUsd === 0,
    },
  };
  return withSubjectWorkstream(next, subject, (record) => ({
    ...record,
    costUsd: record.costUsd + usage.costUsd,
    tokens: { input: record.tokens.input + input, output: record.tokens.output + usage.outputTokens },
  }));
}

/** The end of the call is unknown: it is booked, at most at what was set aside for it. */
function booking(state: Workflow, { subject, reservedTokens }: AttemptRecord, bookedUsd: number): Workflow {
  const chargedUsd = state.spent.chargedUsd + (state.spent.rehearsal ? 0 : bookedUsd);
  const bookedTokens = state.spent.bookedTokens + reservedTokens;
  const next = { ...state, spent: { ...state.spent, costUsd: state.spent.costUsd + bookedUsd, chargedUsd, bookedTokens } };
  return withSubjectWorkstream(next, subject, (record) => ({ ...record, costUsd: record.costUsd + bookedUsd }));
}

/** Its end is still to come in this process. */
function withBooking(state: Workflow, { id, subject, reservedTokens }: AttemptRecord, usd: number): Workflow {
  const booking = { subject, usd, chargedUsd: state.spent.rehearsal ? 0 : usd, tokens: reservedTokens };
  return { ...state, bookings: new Map(state.bookings).set(id, booking) };
}

/** The booking goes, what was used comes. */
function settledLate(state: Workflow, id: AttemptId, usage: Usage): Workflow {
  const booking = state.bookings.get(id);
  if (!booking) return state;
  const bookings = new Map(state.bookings);
  bookings.delete(id);
  const costUsd = less(state.spent.costUsd, booking.usd);
  const chargedUsd = less(state.spent.chargedUsd, booking.chargedUsd);
  const bookedTokens = state.spent.bookedTokens - booking.tokens;
  const without = { ...state, bookings, fullCaps: [], spent: { ...state.spent, costUsd, chargedUsd, bookedTokens } };
  const released = withSubjectWorkstream(without, booking.subject, (record) => ({ ...record, costUsd: less(record.costUsd, booking.usd) }));
  return spent(released, booking.subject, usage);
}

/** Floating sums drift: nothing is below nothing. */
function less(sum: number, part: number): number {
  return Math.max(0, sum - part);
}

function withSubjectWorkstream(state: Workflow, subject: Subject, change: (record: WorkstreamRecord) => WorkstreamRecord): Workflow {
  return subject.kind === 'workstream' || subject.kind === 'check' ? withWorkstream(state, subject.workstream, change) : state;
}
