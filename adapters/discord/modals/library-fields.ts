/** Personas and skills as fields: a list of at most 25, else names that are typed. */

import { STEP_WORDS, tooManyToList } from '../../../src/cards/form-step-words.ts';
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { type LibraryNames, NOBODY, offeredNames } from '../../../src/forms/library-names.ts';
import { LIMITS } from '../limits.ts';
import { choiceField, choicesField, type FieldPart, textField } from './fields.ts';

export interface PersonaFrame {
  readonly name: string;
  /** Whether nobody is a choice. */
  readonly orNone: boolean;
  readonly names: LibraryNames;
  readonly chosen: string | null;
}

export function personaField({ name, orNone, names, chosen }: PersonaFrame): readonly FieldPart[] {
  const offered = offeredNames(names.personas, chosen === null ? [] : [chosen]);
  if (offered.length === 0) return [];
  const frame = { name, label: FORM_WORDS.persona, optional: true, ...(orNone ? {} : { hint: FORM_WORDS.emptyAsItIs }) };
  const choices = [...(orNone ? [NOBODY] : []), ...offered];
  if (choices.length <= LIMITS.selectOptions.most) return [choiceField({ ...frame, choices, chosen })];
  return [textField({ ...frame, hint: hintOf(frame.hint, tooManyToList('personas', offered.length)), value: chosen ?? '', multiline: false })];
}

export interface SkillsFrame {
  readonly name: string;
  readonly names: LibraryNames;
  readonly chosen: readonly string[];
}

export function skillsField({ name, names, chosen }: SkillsFrame): readonly FieldPart[] {
  const offered = offeredNames(names.skills, chosen);
  if (offered.length === 0) return [];
  const frame = { name, label: FORM_WORDS.skills, optional: true };
  if (offered.length <= LIMITS.selectOptions.most) return [choicesField({ ...frame, choices: offered, chosen })];
  const hint = hintOf(STEP_WORDS.namesWithCommas, tooManyToList('skills', offered.length));
  return [textField({ ...frame, hint, value: chosen.join(', '), multiline: chosen.length > 3 })];
}

function hintOf(...hints: readonly (string | undefined)[]): string {
  return hints.filter((hint) => hint !== undefined).join(' ');
}
