/** A template: front matter with its inputs, and a body in five sections with `{{placeholders}}`. */
import { z } from 'zod';
import type { LibraryInput } from '../ports/library.ts';
import { splitFrontMatter } from './front-matter.ts';
import { inputsField, inputsOf, nameField, namesField, placeholdersIn, textField, unknownIn } from './own-head.ts';
import { broken, brokenFrontMatter, type Fault, type ParsedFile, wrongFields } from './parsed-file.ts';
import { type Section, sectionsOf } from './sections.ts';

const headSchema = z.strictObject({
  name: nameField,
  description: textField(300),
  capabilities: namesField,
  inputs: inputsField,
});

/** In the order of a prompt. */
const SECTIONS = ['Role', 'Task', 'Constraints', 'Output Format', 'Output Interface'] as const;

/** What the agent is asked to do: every template may name it, whether it declares it or not. */
const TASK = 'task';

export function readTemplate(text: string, path: string): ParsedFile {
  const split = splitFrontMatter(text, { lenient: false });
  if (split.kind !== 'split') return brokenFrontMatter(split);
  const head = headSchema.safeParse(split.head);
  const sections = sectionsOf(split.body, split.bodyLine);
  const faults = [...(head.success ? [] : wrongFields(head.error.issues, split.lineOf)), ...sectionFaults(sections, split.bodyLine)];
  if (!head.success || faults.length > 0) return broken(...faults);
  const { name, description, capabilities } = head.data;
  const known = sections.filter(({ title }) => SECTIONS.some((section) => same(section, title)));
  const inputs = inputsOf(
    head.data.inputs,
    known.map((section) => section.text),
  ).filter(({ name }) => head.data.inputs !== null || name !== TASK);
  const misplaced = [
    ...known.flatMap((section) => unknownPlaceholders(section, inputs)),
    ...inputs.flatMap((input, index) =>
      known.some((section) => placeholdersIn(section.text).includes(input.name))
        ? []
        : [{ line: split.lineOf(['inputs', index]), fault: { kind: 'unused-input', name: input.name } } as const],
    ),
  ];
  if (misplaced.length > 0) return broken(...misplaced);
  const textOf = (title: (typeof SECTIONS)[number]) => known.find((section) => same(section.title, title))?.text.trim() ?? '';
  const entry = {
    ...{ name, description, path, capabilities, inputs },
    ...{ role: textOf('Role'), task: textOf('Task'), constraints: textOf('Constraints') },
    ...{ outputFormat: textOf('Output Format'), outputInterface: textOf('Output Interface') },
  };
  return { kind: 'read', found: { what: 'template', entry }, nameLine: split.lineOf(['name']) };
}

function sectionFaults(sections: readonly Section[], bodyLine: number): readonly Fault[] {
  const missing = SECTIONS.filter((title) => !sections.some((section) => same(section.title, title) && section.text !== ''));
  return [
    ...missing.map(
      (section): Fault => ({ line: sections.find(({ title }) => same(title, section))?.line ?? bodyLine, fault: { kind: 'missing-section', section } }),
    ),
    ...sections.flatMap(({ title, line }, index): readonly Fault[] => {
      if (!SECTIONS.some((section) => same(section, title))) return [{ line, fault: { kind: 'unknown-section', section: title } }];
      const first = sections.findIndex((section) => same(section.title, title));
      return first === index ? [] : [{ line, fault: { kind: 'section-twice', section: title } }];
    }),
  ];
}

function unknownPlaceholders({ text, line }: Section, inputs: readonly LibraryInput[]): readonly Fault[] {
  return text.split('\n').flatMap((row, index) =>
    unknownIn(row, inputs)
      .filter((name) => name !== TASK)
      .map((name): Fault => ({ line: line + 1 + index, fault: { kind: 'unknown-placeholder', name } })),
  );
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
