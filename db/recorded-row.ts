/** Reads what the database has as JSON back into the engine's types. What was written by this code needs no second check, except its version. */
import type { Recorded, WorkflowEvent } from '../src/engine/event.ts';
import { EVENT_VERSION } from '../src/engine/event-kinds.ts';
import { inputId } from '../src/engine/ids.ts';
import type { Input } from '../src/engine/input.ts';
import { BatonError } from '../src/errors.ts';
import type { Delivered } from '../src/ports/ledger.ts';

export interface EventRow {
  readonly seq: number;
  readonly v: number;
  readonly at: number;
  readonly input: string | null;
  readonly body: unknown;
}

/** A format from a newer Baton is not read: the workflow is left as it is. */
export function recordedOf(row: EventRow): Recorded {
  if (row.v > EVENT_VERSION)
    throw new BatonError('event-from-newer-version', 'This event was written by a newer Baton.', { context: { seq: row.seq, v: row.v } });
  return { seq: row.seq, at: row.at, input: row.input === null ? null : inputId(row.input), event: row.body as WorkflowEvent };
}

export interface InboxRow {
  readonly id: string;
  readonly body: unknown;
}

export function deliveredOf(row: InboxRow): Delivered {
  return { id: inputId(row.id), input: row.body as Input };
}
