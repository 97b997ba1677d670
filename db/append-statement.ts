/**
 * Builds the one statement that writes a batch: a head that yields the workflow's row, and the parts that hang on it.
 * Texts are cached by shape (which parts have rows, and how many where that counts), so that each connection prepares each once.
 */
import type { Recorded } from '../src/engine/event.ts';
import { EVENT_VERSION } from '../src/engine/event-kinds.ts';
import type { Batch, NewArtifact } from '../src/ports/ledger.ts';
import { APPEND_PARTS as parts } from './append-parts.ts';
import { artifactRow } from './artifact-row.ts';
import type { Derived } from './projection.ts';
import type { Param, Part, Statement } from './statement-part.ts';

/** The clause named `w`: yields `id`, `tenant` and `version` of the workflow's row, or nothing. */
export interface Head {
  readonly name: string;
  readonly text: string;
  readonly params: readonly Param[];
  /** Clauses before and after it; what the answer says besides `written`. */
  readonly before: readonly string[];
  readonly following: readonly string[];
  readonly answers: string;
}

export const PLAIN = { before: [], following: [], answers: '' } as const;

export interface Written {
  readonly recorded: readonly Recorded[];
  readonly artifacts: readonly NewArtifact[];
  readonly applied: Batch['applied'];
}

/** The statement answers with one row: `written`, 1 or 0, and what the head answers. */
export function batchStatement(head: Head, batch: Written, derived: Derived): Statement {
  const filled = rowsByPart(batch, derived).filter(({ rows }) => rows.length > 0);
  return { text: textFor(head, filled), params: [...head.params, ...filled.flatMap(({ part, rows }) => part.params(rows))] };
}

interface Filled {
  readonly part: Part;
  readonly rows: readonly object[];
}

/** A clause may read those before it. */
function rowsByPart({ recorded, artifacts, applied }: Written, derived: Derived): readonly Filled[] {
  return [
    { part: parts.events, rows: recorded.map(({ seq, at, input, event }) => ({ seq, v: EVENT_VERSION, at, input, body: event })) },
    { part: parts.workstreams, rows: derived.workstreams },
    { part: parts.dropped, rows: derived.dropped.map((id) => ({ id })) },
    { part: parts.started, rows: derived.started },
    { part: parts.reserved, rows: derived.started.filter((row) => row.status === 'running') },
    { part: parts.settled, rows: derived.settled },
    { part: parts.released, rows: derived.settled },
    { part: parts.spent, rows: derived.spent },
    { part: parts.spentAtOnce, rows: derived.spentAtOnce },
    { part: parts.corrected, rows: derived.corrected },
    { part: parts.decisions, rows: derived.decisions },
    { part: parts.handoffs, rows: derived.handoffs },
    { part: parts.applied, rows: applied },
    { part: parts.artifacts, rows: artifacts.map(artifactRow) },
  ];
}

const texts = new Map<string, string>();

function textFor(head: Head, filled: readonly Filled[]): string {
  const shape = `${head.name} ${filled.map(({ part, rows }) => (part.counted ? `${part.name}:${rows.length}` : part.name)).join(' ')}`;
  const known = texts.get(shape);
  if (known !== undefined) return known;
  let next = head.params.length + 1;
  const clauses = filled.map(({ part, rows }) => {
    const text = `${part.name}_ as (${part.text(next, rows.length)})`;
    next += part.params(rows).length;
    return text;
  });
  const text = `with ${[...head.before, `w as (${head.text})`, ...clauses, ...head.following].join(',\n')}\nselect count(*)::int as written${head.answers} from w`;
  texts.set(shape, text);
  return text;
}
