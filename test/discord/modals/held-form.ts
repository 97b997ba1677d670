/** A modal as somebody has it before them: fill some fields, send it. What comes back is what Discord sends. */
import { expect } from 'vitest';
import { readForm } from '../../../adapters/discord/modals/form.ts';
import type { Modal } from '../../../adapters/discord/modals/modal.ts';
import { readFields } from '../../../adapters/discord/modals/read-fields.ts';
import { readSubmission } from '../../../adapters/discord/modals/submitted.ts';
import type { Known } from '../../../src/forms/known.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import type { Submission } from '../../../src/forms/submission.ts';
import { modalProblems } from '../../fakes/discord/limits/modal.ts';
import type { Loose } from '../../fakes/discord/loose.ts';

export const NAMES: LibraryNames = {
  personas: ['startup-cto', 'security-expert', 'growth-marketer'],
  skills: ['threat-modelling', 'seo-audit', 'copywriting'],
};

/** `names` other than these come from a library with more than a list takes. */
export const MANY_NAMES: LibraryNames = {
  personas: [...NAMES.personas, ...Array.from({ length: 30 }, (_, index) => `persona-${index}`)],
  skills: [...NAMES.skills, ...Array.from({ length: 30 }, (_, index) => `skill-${index}`)],
};

export function expectToFit(modal: Modal): void {
  expect(modalProblems(modal)).toEqual([]);
  expect(readForm(modal.custom_id)).not.toBeNull();
}

type Given = string | readonly string[] | boolean | null;

/** What Discord sends after somebody put these values into these fields (by name) and left the others alone. */
export function sentBy(modal: Modal, filled: Readonly<Record<string, Given>> = {}): readonly object[] {
  const known = fieldsOf(modal).map(({ custom_id }) => custom_id);
  const unknown = Object.keys(filled).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`No field ${unknown.join(', ')}; there is ${known.join(', ')}`);
  return modal.components.map((part: Loose, id) => {
    if (part.type !== 18) return { type: part.type, id };
    const { type, custom_id } = part.component;
    const value = Object.hasOwn(filled, custom_id) ? filled[custom_id] : standing(part.component);
    return { type: 18, id, component: { type, id: id + 100, custom_id, ...(MANY.has(type) ? { values: [value ?? []].flat() } : { value: value ?? '' }) } };
  });
}

/** Names of the fields, in their order. */
export function namesIn(modal: Modal): readonly string[] {
  return fieldsOf(modal).map(({ custom_id }) => custom_id);
}

/** What stands above the fields. */
export function toldIn(modal: Modal): string {
  return modal.components.flatMap((part: Loose) => (part.type === 10 ? [part.content] : [])).join('\n');
}

export function send(modal: Modal, filled: Readonly<Record<string, Given>>, known: Partial<Known>): Submission {
  const form = readForm(modal.custom_id);
  if (form === null) throw new Error(`Not a form: ${modal.custom_id}`);
  return readSubmission(form, readFields(sentBy(modal, filled)), { names: NAMES, settings: null, workflow: null, ...known });
}

const MANY: ReadonlySet<number> = new Set([3, 5, 6, 7, 8, 19]);

function fieldsOf(modal: Modal): readonly Loose[] {
  return modal.components.flatMap((part: Loose) => (part.type === 18 ? [part.component] : []));
}

function standing(field: Loose): Given {
  if (field.type === 4) return field.value ?? '';
  if (field.type === 23) return field.default ?? false;
  return field.default_values?.map((one: Loose) => one.id) ?? (field.options ?? []).filter((one: Loose) => one.default).map((one: Loose) => one.value);
}
