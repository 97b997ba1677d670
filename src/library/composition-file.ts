/** A composition: its steps in the front matter, and a body that tells people when to take it. */
import { z } from 'zod';
import { AGENT_TYPES, MAX_ESTIMATE_MINUTES, MAX_TASK_WORDS, MAX_WORKSTREAMS } from '../engine/plan.ts';
import { wordsIn } from '../engine/words-in.ts';
import type { CompositionStep, LibraryInput } from '../ports/library.ts';
import { type Path, splitFrontMatter } from './front-matter.ts';
import { libraryName } from './names.ts';
import { inputsField, inputsOf, nameField, namesField, textField, unknownIn } from './own-head.ts';
import { broken, brokenFrontMatter, type Fault, type ParsedFile, type Reference, wrongField, wrongFields } from './parsed-file.ts';

const optionalName = nameField.nullish().transform((name) => name ?? null);

const stepSchema = z.strictObject(
  {
    title: textField(120),
    task: textField(6_000).refine((task) => wordsIn(task) <= MAX_TASK_WORDS, `has more than ${MAX_TASK_WORDS} words`),
    agent: z.enum(AGENT_TYPES, `must be one of ${AGENT_TYPES.join(', ')}`).default('general'),
    persona: optionalName,
    skills: namesField,
    template: optionalName,
    dependsOn: z.array(z.int('must be the number of a step').min(1, 'must be the number of a step'), { error: 'must be a list of step numbers' }).default([]),
    estimateMinutes: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(MAX_ESTIMATE_MINUTES, `must be at most ${MAX_ESTIMATE_MINUTES}: split the step`)
      .default(10),
    deliverable: textField(80)
      .regex(/^[^/\\]+\.[a-z0-9]+$/iu, 'must be a file name, such as brief.md')
      .nullish(),
    phase: textField(80)
      .nullish()
      .transform((phase) => phase ?? null),
    gate: z.enum(['none', 'approve'], 'must be none or approve').default('none'),
  },
  { error: 'must have title and task' },
);

const headSchema = z.strictObject({
  name: nameField,
  description: textField(300),
  capabilities: namesField,
  pattern: nameField,
  inputs: inputsField,
  steps: z
    .array(stepSchema, { error: ({ input }) => (input === undefined ? 'is missing' : 'must be a list') })
    .min(1, 'is empty')
    .max(MAX_WORKSTREAMS, `has more than ${MAX_WORKSTREAMS}: nobody can follow more`),
});

export function readComposition(text: string, path: string): ParsedFile {
  const split = splitFrontMatter(text, { lenient: false });
  if (split.kind !== 'split') return brokenFrontMatter(split);
  const head = headSchema.safeParse(split.head);
  if (!head.success) return broken(...wrongFields(head.error.issues, split.lineOf));
  const { name, description, capabilities, pattern } = head.data;
  const steps = head.data.steps.map((step) => ({ ...step, deliverable: step.deliverable ?? `${libraryName(step.title) || 'result'}.md` }));
  const inputs = inputsOf(
    head.data.inputs,
    steps.map(({ task }) => task),
  );
  const faults = [...steps.flatMap((step, index) => stepFaults(step, index, inputs, split.lineOf)), ...sameDeliverables(steps, split.lineOf)];
  if (split.body === '') faults.push({ line: null, fault: { kind: 'empty-body' } });
  if (faults.length > 0) return broken(...faults);
  const entry = { name, description, path, capabilities, pattern, inputs, steps, text: split.body };
  const references: readonly Reference[] = [
    { what: 'pattern', name: pattern, line: split.lineOf(['pattern']) },
    ...steps.flatMap((step, index) => referencesOf(step, index, split.lineOf)),
  ];
  return { kind: 'read', found: { what: 'composition', entry, references }, nameLine: split.lineOf(['name']) };
}

function stepFaults({ task, dependsOn }: CompositionStep, index: number, inputs: readonly LibraryInput[], lineOf: (path: Path) => number): Fault[] {
  return [
    ...unknownIn(task, inputs).map((name): Fault => ({ line: lineOf(['steps', index, 'task']), fault: { kind: 'unknown-placeholder', name } })),
    ...dependsOn
      .filter((on) => on > index)
      .map((on): Fault => ({ line: lineOf(['steps', index, 'dependsOn']), fault: { kind: 'wrong-dependency', step: index + 1, on } })),
  ];
}

function sameDeliverables(steps: readonly CompositionStep[], lineOf: (path: Path) => number): Fault[] {
  const names = steps.map(({ deliverable }) => deliverable.toLowerCase());
  return names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : [wrongField(['steps', index, 'deliverable'], `is the file of step ${names.indexOf(name) + 1} too: ${name}`, lineOf)],
  );
}

function referencesOf({ persona, skills, template }: CompositionStep, index: number, lineOf: (path: Path) => number): readonly Reference[] {
  const at = (...path: Path) => lineOf(['steps', index, ...path]);
  return [
    ...(persona === null ? [] : [{ what: 'persona', name: persona, line: at('persona') } as const]),
    ...skills.map((name, position) => ({ what: 'skill', name, line: at('skills', position) }) as const),
    ...(template === null ? [] : [{ what: 'template', name: template, line: at('template') } as const]),
  ];
}
