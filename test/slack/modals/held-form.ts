/** A modal as somebody has it before them, with the fakes' own idea of Slack's forms: fill some fields, send it. */
import { expect } from 'vitest';
import { readForm } from '../../../adapters/slack/modals/form.ts';
import { readSubmission } from '../../../adapters/slack/modals/submitted.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { Known } from '../../../src/forms/known.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import type { Submission } from '../../../src/forms/submission.ts';
import { VIEW_BYTES, viewProblems } from '../../fakes/slack/limits/views.ts';
import { elementsIn, initialOf, valueFor } from '../../fakes/slack/people/elements.ts';

export const NAMES: LibraryNames = {
  personas: ['startup-cto', 'security-expert', 'growth-marketer'],
  skills: ['threat-modelling', 'seo-audit', 'copywriting'],
};

type View = Parameters<typeof viewProblems>[0];

export function expectToFit(view: View, kind: 'modal' | 'home' = 'modal'): void {
  expect(viewProblems(view, kind, new Set())).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(VIEW_BYTES);
}

/** The state of the view after somebody put these values into these fields (by block id) and left the others alone. */
export function stateOf(view: View, filled: Readonly<Record<string, unknown>> = {}): { values: Record<string, Record<string, unknown>> } {
  const values: Record<string, Record<string, unknown>> = {};
  for (const { block, element } of elementsIn(view.blocks)) {
    if (element.type === 'button') continue;
    const given = Object.hasOwn(filled, block.block_id) ? answered(element, filled[block.block_id]) : initialOf(element);
    values[block.block_id] = { [element.action_id]: given };
  }
  const unknown = Object.keys(filled).filter((block) => values[block] === undefined);
  if (unknown.length > 0) throw new Error(`No field ${unknown.join(', ')}; there is ${Object.keys(values).join(', ')}`);
  return { values };
}

/** What Slack would have suggested is in the fakes' hands only where there is an app; here names stand for themselves. */
function answered(element: View, given: unknown): unknown {
  const named = (name: string) => ({ text: { type: 'plain_text', text: name }, value: name });
  if (element.type === 'external_select' && typeof given === 'string') return { type: element.type, selected_option: named(given) };
  if (element.type === 'multi_external_select' && Array.isArray(given)) return { type: element.type, selected_options: given.map(String).map(named) };
  return valueFor(element, given);
}

export function send(view: View, filled: Readonly<Record<string, unknown>>, known: Partial<Known> & { readonly workflow: Workflow | null }): Submission {
  const form = readForm(view.private_metadata);
  if (form === null) throw new Error(`Not a form: ${view.private_metadata}`);
  return readSubmission(form, stateOf(view, filled), { names: NAMES, settings: null, ...known });
}
