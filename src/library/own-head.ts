/** Parts of the front matter of templates and compositions: our own formats, so that a mistyped key is a mistake. */
import { z } from 'zod';
import type { LibraryInput } from '../ports/library.ts';
import { libraryName } from './names.ts';

/** A text that must be there, with words for the two ways in which it may not be. */
export function textField(most: number) {
  return z
    .string({ error: ({ input }) => (input === undefined || input === null ? 'is missing' : 'must be text') })
    .trim()
    .min(1, 'is empty')
    .max(most, `has more than ${most} characters`);
}

export const nameField = textField(200).transform((text, context) => {
  const name = libraryName(text);
  if (name === '') context.addIssue({ code: 'custom', message: 'needs letters or digits, and not too many' });
  return name;
});

export const namesField = z.array(nameField, { error: 'must be a list of names' }).default([]);

const INPUT_NAME = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/u;

const inputField = z.strictObject(
  {
    name: textField(40).regex(INPUT_NAME, 'must be of small letters and digits, such as source_files'),
    description: textField(300).default(''),
    required: z.boolean('must be true or false').default(true),
  },
  { error: 'must have a name, and may have description and required' },
);

/** Null: the front matter does not say, so every placeholder is an input. */
export const inputsField = z
  .array(inputField, { error: 'must be a list' })
  .superRefine((inputs, context) => {
    const names = inputs.map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) !== index) context.addIssue({ code: 'custom', path: [index, 'name'], message: `${name} stands there twice` });
    }
  })
  .nullish()
  .transform((inputs) => inputs ?? null);

/** `{{name}}`, with or without spaces inside. */
const PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/gu;

export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map((found) => found[1] ?? '');
}

/** Placeholders of a text that no input answers. */
export function unknownIn(text: string, inputs: readonly LibraryInput[]): readonly string[] {
  return placeholdersIn(text).filter((name) => !inputs.some((input) => input.name === name));
}

/** The declared inputs, or one for each placeholder where none are declared. */
export function inputsOf(declared: readonly LibraryInput[] | null, texts: readonly string[]): readonly LibraryInput[] {
  return declared ?? [...new Set(texts.flatMap(placeholdersIn))].map((name) => ({ name, description: '', required: true }));
}
