/** Rows of calls: an open call has a reservation; an ended one has its attempt settled and what it cost in `usage`. */
import { type AttemptRecord, type CallRole, subjectKey, type Usage } from '../src/engine/call.ts';
import { dayOf } from '../src/engine/day.ts';
import type { WorkflowEvent } from '../src/engine/event.ts';
import type { AttemptId } from '../src/engine/ids.ts';
import type { Workflow } from '../src/engine/state.ts';

export interface StartedRow {
  readonly id: AttemptId;
  readonly subject: string;
  readonly role: CallRole;
  readonly try_number: number;
  readonly model: string;
  /** What is set aside for it. */
  readonly usd: number;
  readonly tokens: number;
  /** Its start, as a calendar day of the tenant: what it costs counts on that day. */
  readonly day: string;
  readonly started_at: number;
  readonly status: 'running' | EndedRow['status'];
  readonly cause: string | null;
  readonly ended_at: number | null;
}

/** Without `cost_usd` (the call failed before it cost anything) there is no row in `usage`. */
export interface EndedRow {
  readonly id: AttemptId;
  readonly status: 'succeeded' | 'failed' | 'interrupted';
  /** Kind of the failure, or why it was interrupted. */
  readonly cause: string | null;
  readonly at: number;
  /** Of its end. */
  readonly day: string;
  /** Null: the model that the attempt started with. */
  readonly model: string | null;
  readonly input_tokens: number;
  readonly cache_write_tokens: number;
  readonly cache_read_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number | null;
  readonly charged_usd: number | null;
  /** What it used is unknown: the tokens that were set aside for it count. */
  readonly booked: boolean;
}

/** What a cancelled call used, known once it had ended: in place of what is booked for it in `usage`. */
export type SettledRow = Pick<
  EndedRow,
  'id' | 'model' | 'input_tokens' | 'cache_write_tokens' | 'cache_read_tokens' | 'output_tokens' | 'cost_usd' | 'charged_usd'
>;

export function settledRow(event: Extract<WorkflowEvent, { kind: 'attempt-settled' }>): SettledRow {
  const { booked: _, ...used } = metered(event.usage);
  return { id: event.attempt, ...used };
}

export function startedRow(attempt: AttemptRecord, role: CallRole, at: number, timeZone: string): StartedRow {
  return {
    id: attempt.id,
    subject: subjectKey(attempt.subject),
    role,
    try_number: attempt.tryNumber,
    model: attempt.model,
    usd: attempt.reservedUsd,
    // Events of earlier releases did not count tokens ahead.
    tokens: attempt.reservedTokens ?? 0,
    day: dayOf(at, timeZone),
    started_at: at,
    status: 'running',
    cause: null,
    ended_at: null,
  };
}

/**
 * A call that starts and ends in one batch has no row yet when its end is written: its rows know of each other
 * before they reach the database. `settled` and `spent` are of calls from earlier batches.
 */
export function joinWithinBatch(started: readonly StartedRow[], all: readonly EndedRow[], late: readonly SettledRow[]) {
  const known = new Map(late.map((row) => [row.id, row]));
  const ended = all.map((row): EndedRow => ({ ...row, ...known.get(row.id), booked: row.booked && !known.has(row.id) }));
  const starts = new Map(started.map((row) => [row.id, row]));
  const ends = new Map(ended.map((row) => [row.id, row]));
  const costly = ended.filter((row) => row.cost_usd !== null);
  return {
    started: started.map((row) => {
      const end = ends.get(row.id);
      return end ? { ...row, status: end.status, cause: end.cause, ended_at: end.at } : row;
    }),
    corrected: late.filter((row) => !ends.has(row.id)),
    settled: ended.filter((row) => !starts.has(row.id)),
    spent: costly.filter((row) => !starts.has(row.id)),
    spentAtOnce: costly.flatMap((row) => {
      const start = starts.get(row.id);
      return start
        ? [{ ...row, model: row.model ?? start.model, subject: start.subject, role: start.role, day: start.day, booked_tokens: bookedTokens(row, start) }]
        : [];
    }),
  };
}

/** A call whose end is unknown counts as what was set aside for it. */
function bookedTokens(end: EndedRow, start: StartedRow): number {
  return end.booked ? start.tokens : 0;
}

type EndEvent = Extract<WorkflowEvent, { kind: 'attempt-succeeded' | 'attempt-failed' | 'attempt-interrupted' }>;

/** An interrupted call is booked at most at its reservation; its tokens stand apart, as booked. In rehearsal nothing is owed. */
export function endedRow(event: EndEvent, at: number, { settings, spent }: Workflow): EndedRow {
  const day = dayOf(at, settings.time_zone);
  switch (event.kind) {
    case 'attempt-succeeded':
      return { id: event.attempt, status: 'succeeded', cause: null, at, day, ...metered(event.usage) };
    case 'attempt-failed':
      return { id: event.attempt, status: 'failed', cause: event.failure.kind, at, day, ...(event.usage ? metered(event.usage) : NOTHING) };
    case 'attempt-interrupted':
      return {
        ...NOTHING,
        id: event.attempt,
        status: 'interrupted',
        cause: event.reason,
        at,
        day,
        booked: true,
        cost_usd: event.bookedUsd,
        charged_usd: spent.rehearsal ? 0 : event.bookedUsd,
      };
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

const NOTHING = {
  model: null,
  input_tokens: 0,
  cache_write_tokens: 0,
  cache_read_tokens: 0,
  output_tokens: 0,
  cost_usd: null,
  charged_usd: null,
  booked: false,
} as const;

function metered(usage: Usage) {
  return {
    model: usage.model,
    input_tokens: usage.inputTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    cache_read_tokens: usage.cacheReadTokens,
    output_tokens: usage.outputTokens,
    cost_usd: usage.costUsd,
    charged_usd: usage.chargedUsd,
    booked: false,
  };
}
