/**
 * A composition in a run: the inputs that it asks for, what was given for them, and how that goes into its plan. Until
 * every required input is there the plan holds `{{placeholders}}` and is not proposed.
 */
import type { ArtifactRef } from './body.ts';
import { givenHere } from './given-here.ts';
import type { GivenText, Plan, Workstream } from './plan.ts';

export interface CompositionRun {
  readonly name: string;
  readonly inputs: readonly CompositionInput[];
  readonly given: readonly GivenInput[];
}

export interface CompositionInput {
  /** As in `{{name}}`. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
}

/** Long text is a file by now: a task has few words, and a file is read only by those whose task names the input. */
export interface GivenInput {
  readonly name: string;
  readonly value: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'files'; readonly files: readonly ArtifactRef[] };
}

export function missingInputs({ inputs, given }: CompositionRun): readonly CompositionInput[] {
  return inputs.filter(({ name, required }) => required && !given.some((one) => one.name === name));
}

/** What was given later takes the place of what was given before. */
export function withGiven(run: CompositionRun, given: readonly GivenInput[]): CompositionRun {
  return { ...run, given: [...run.given.filter(({ name }) => !given.some((one) => one.name === name)), ...given] };
}

/** The files among what was given. */
export function filesGiven(given: readonly GivenInput[]): readonly ArtifactRef[] {
  return given.flatMap(({ value }) => (value.kind === 'files' ? value.files : []));
}

/** `files`: all that came with the request. Who does not name an input does not see its files. */
export function filledPlan(plan: Plan, run: CompositionRun, files: readonly ArtifactRef[]): Plan {
  return { ...plan, workstreams: plan.workstreams.map((workstream) => filled(workstream, run, files)) };
}

function filled(workstream: Workstream, run: CompositionRun, files: readonly ArtifactRef[]): Workstream {
  const named = new Set([...`${workstream.title}\n${workstream.task}`.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? []));
  const others = filesGiven(run.given.filter(({ name }) => !named.has(name)));
  const seen = files.filter(({ id }) => !others.some((file) => file.id === id));
  const given = run.given.flatMap(({ name, value }): GivenText[] => (named.has(name) && value.kind === 'text' ? [{ name, text: value.text }] : []));
  const share = workstream.partition ?? (seen.length === files.length ? null : { files: seen.map(({ id }) => id), items: [] });
  return {
    ...workstream,
    title: withValues(workstream.title, run),
    task: withValues(workstream.task, run),
    ...(given.length === 0 ? {} : { given }),
    ...(share === null ? {} : { partition: share }),
  };
}

const PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/gu;

/**
 * A task is an instruction, so a text that a person gave does not stand in it: it says that there is one, and the prompt
 * has it fenced. In one pass. What no input declares stays as it is.
 */
function withValues(text: string, run: CompositionRun): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    if (!run.inputs.some((input) => input.name === name)) return whole;
    const value = run.given.find((one) => one.name === name)?.value;
    if (!value) return `(${name}: not given)`;
    return value.kind === 'text' ? givenHere(name) : `(${name}: see ${value.files.map((file) => quoted(file.name)).join(', ')})`;
  });
}

/** A file's name in a task, which is an instruction: on one line, and with no quote of its own that would end ours. */
function quoted(text: string): string {
  return JSON.stringify(
    text
      .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim()
      .toWellFormed(),
  );
}
