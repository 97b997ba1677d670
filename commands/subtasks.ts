/** A list of subtasks, as the JSON of the source's script or as lines such as `t1: Review auth`. */
import { z } from 'zod';
import type { SubtaskProblem } from '../src/cards/subtask-problem.ts';
import { MAX_WORKSTREAMS } from '../src/engine/plan.ts';
import type { GivenSubtask, TrackedType } from '../src/patterns/index.ts';

export type ReadSubtasks =
  | { readonly kind: 'list'; readonly list: readonly GivenSubtask[] }
  | { readonly kind: 'problems'; readonly problems: readonly SubtaskProblem[] };

export function readSubtasks(text: string, type: TrackedType): ReadSubtasks {
  const typed = text.trim();
  const read = typed.startsWith('[') ? fromJson(typed) : fromLines(typed);
  if (read.kind === 'problems') return read;
  const problems = listProblems(read.list, type);
  return problems.length > 0 ? { kind: 'problems', problems } : read;
}

const LABEL_LIMIT = 200;
/** Letters, digits and what programs put into ids; no spaces, so that it can be typed after `--task-id`. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;

const idSchema = z.union([z.string(), z.number().transform(String)]);
const neededSchema = z.array(idSchema).max(MAX_WORKSTREAMS);
const listSchema = z.array(z.strictObject({ id: idSchema, label: z.string(), dependsOn: neededSchema.optional(), depends_on: neededSchema.optional() }));

function fromJson(text: string): ReadSubtasks {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    try {
      // Chat apps curl quotes.
      value = JSON.parse(text.replace(/[“”„«»]/gu, '"'));
    } catch (error) {
      return problem({ kind: 'not-json', detail: error instanceof Error ? error.message : '' });
    }
  }
  const read = listSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return problem({ kind: 'wrong-shape', at: (issue?.path ?? []).map(String).join('.'), detail: issue?.message ?? '' });
  }
  return {
    kind: 'list',
    list: read.data.map(({ id, label, dependsOn, depends_on }) => ({ id, label: label.trim(), dependsOn: dependsOn ?? depends_on ?? null })),
  };
}

function fromLines(text: string): ReadSubtasks {
  const lines = text
    .split(/\r\n|[\n\r\u2028]/u)
    .map((one) => one.replace(/^\s*[-*•]\s+/u, '').trim())
    .filter((one) => one !== '');
  const read = lines.map((line) => /^([^\s:]+)\s*:\s+(\S.*)$/u.exec(line));
  const wrong = read.indexOf(null);
  if (wrong !== -1) return problem({ kind: 'unreadable-line', line: [...(lines[wrong] ?? '')].slice(0, 60).join('') });
  return { kind: 'list', list: read.map((found) => ({ id: found?.[1] ?? '', label: found?.[2] ?? '', dependsOn: null })) };
}

function problem(one: SubtaskProblem): ReadSubtasks {
  return { kind: 'problems', problems: [one] };
}

function listProblems(list: readonly GivenSubtask[], type: TrackedType): readonly SubtaskProblem[] {
  if (list.length === 0) return [{ kind: 'none' }];
  if (list.length > MAX_WORKSTREAMS) return [{ kind: 'too-many', count: list.length, most: MAX_WORKSTREAMS }];
  const ids = new Set(list.map(({ id }) => id));
  const problems = list.flatMap(({ id, label, dependsOn }, index): SubtaskProblem[] => [
    ...(ID.test(id) ? [] : [{ kind: 'wrong-id', id: [...id].slice(0, 60).join('') } as const]),
    ...(list.slice(0, index).some((other) => other.id.toLowerCase() === id.toLowerCase()) ? [{ kind: 'id-twice', id } as const] : []),
    ...(label === '' || label.length > LABEL_LIMIT ? [{ kind: 'wrong-label', id, characters: label.length, most: LABEL_LIMIT } as const] : []),
    ...(dependsOn ?? []).filter((on) => !ids.has(on)).map((on) => ({ kind: 'unknown-dependency', id, on: [...on].slice(0, 60).join('') }) as const),
  ]);
  return problems.length > 0 ? problems : circle(list, type);
}

/** Those that wait for each other would never start. */
function circle(list: readonly GivenSubtask[], type: TrackedType): readonly SubtaskProblem[] {
  const needs = list.map(({ id, dependsOn }, index) => ({
    id,
    on: dependsOn ?? (type === 'pipeline' ? list.slice(Math.max(0, index - 1), index).map((one) => one.id) : []),
  }));
  let left = needs;
  for (;;) {
    const waiting = left.filter(({ on }) => on.some((other) => left.some(({ id }) => id === other)));
    if (waiting.length === 0) return [];
    if (waiting.length === left.length) return [{ kind: 'circle', ids: waiting.map(({ id }) => id) }];
    left = waiting;
  }
}
