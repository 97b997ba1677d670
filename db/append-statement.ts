/**
 * Builds the one statement that writes a batch: a head that yields the workflow's row, and the parts that hang on it.
 * Texts are cached by shape (which parts have rows, how many artifacts), so that each connection prepares each once.
 */
import { EVENT_VERSION, type Recorded } from '../src/engine/event.ts';
import type { Workflow } from '../src/engine/state.ts';
import type { Batch, NewArtifact } from '../src/ports/ledger.ts';
import { APPEND_PARTS, type AppendPart } from './append-parts.ts';
import { artifactParams, artifactsPart } from './artifact-part.ts';
import { project } from './projection.ts';

export type Param = string | number | boolean | null | Uint8Array;

export interface Statement {
  readonly text: string;
  readonly params: readonly Param[];
}

/** The clause named `w`: yields `id`, `tenant` and `version` of the workflow's row, or nothing. */
export interface Head {
  readonly name: string;
  readonly text: string;
  readonly params: readonly Param[];
}

export interface Written {
  readonly recorded: readonly Recorded[];
  readonly after: Workflow;
  readonly artifacts: readonly NewArtifact[];
  readonly applied: Batch['applied'];
}

/** The statement answers with one row: `written`, 1 or 0. */
export function batchStatement(head: Head, batch: Written): Statement {
  const parts = partsOf(batch);
  return {
    text: textFor(
      head,
      parts.map(({ part }) => part),
      batch.artifacts.length,
    ),
    params: [...head.params, ...parts.map(({ rows }) => JSON.stringify(rows)), ...artifactParams(batch.artifacts)],
  };
}

function partsOf({ recorded, after, applied }: Written): readonly { part: AppendPart; rows: readonly unknown[] }[] {
  const derived = project(recorded, after);
  const parts: Record<AppendPart, readonly unknown[]> = {
    events: recorded.map(({ seq, at, input, event }) => ({ seq, v: EVENT_VERSION, at, input, body: event })),
    workstreams: derived.workstreams,
    dropped: derived.dropped,
    started: derived.started,
    reserved: derived.started.filter((row) => row.status === 'running').map(({ id, usd, started_at }) => ({ id, usd, started_at })),
    settled: derived.settled.map(({ id, status, cause, at }) => ({ id, status, cause, at })),
    released: derived.settled.map(({ id }) => id),
    spent: derived.spent,
    decisions: derived.decisions,
    handoffs: derived.handoffs,
    applied,
  };
  return PART_ORDER.flatMap((part) => (parts[part].length > 0 ? [{ part, rows: parts[part] }] : []));
}

const PART_ORDER: readonly AppendPart[] = [
  'events',
  'workstreams',
  'dropped',
  'started',
  'reserved',
  'settled',
  'released',
  'spent',
  'decisions',
  'handoffs',
  'applied',
];

const texts = new Map<string, string>();

function textFor(head: Head, parts: readonly AppendPart[], artifacts: number): string {
  const shape = `${head.name} ${parts.join(' ')} ${artifacts}`;
  const known = texts.get(shape);
  if (known !== undefined) return known;
  const first = head.params.length + 1;
  const clauses = parts.map((part, index) => `${part}_ as (${APPEND_PARTS[part].replace('$', `$${first + index}`)})`);
  if (artifacts > 0) clauses.push(`artifacts_ as (${artifactsPart(first + parts.length, artifacts)})`);
  const text = `with ${[`w as (${head.text})`, ...clauses].join(',\n')}\nselect count(*)::int as written from w`;
  texts.set(shape, text);
  return text;
}
