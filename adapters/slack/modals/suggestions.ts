/** What Slack shows while somebody types in a list that is too long for its form. */
import type { types } from '@slack/bolt';
import { type LibraryNames, NOBODY } from '../../../src/forms/library-names.ts';
import { LIMITS } from '../limits.ts';
import { option } from './fields.ts';
import { PERSONA_ACTION, PERSONA_OR_NONE_ACTION, SKILLS_ACTION } from './library-fields.ts';

/** The lists that ask. */
export const SUGGESTION_IDS = /^form:(?:persona|persona-or-none|skills)$/u;

/** Names that begin with what was typed come before those that only have it; an unknown list has nothing to offer. */
export function suggestionsFor(actionId: string, typed: string, names: LibraryNames): { readonly options: readonly types.PlainTextOption[] } {
  const all = actionId === SKILLS_ACTION ? names.skills : PERSONA_ACTIONS.has(actionId) ? names.personas : [];
  const wanted = typed.trim().toLowerCase();
  const fitting = all.filter((name) => name.toLowerCase().includes(wanted));
  const [first, later] = [fitting.filter((name) => begins(name, wanted)), fitting.filter((name) => !begins(name, wanted))];
  const nobody = actionId === PERSONA_OR_NONE_ACTION && begins(NOBODY.label, wanted) ? [NOBODY] : [];
  const choices = [...nobody, ...[...first, ...later].map((name) => ({ value: name, label: name }))];
  return { options: choices.slice(0, LIMITS.selectOptions.most).map(option) };
}

const PERSONA_ACTIONS: ReadonlySet<string> = new Set([PERSONA_ACTION, PERSONA_OR_NONE_ACTION]);

function begins(name: string, wanted: string): boolean {
  return name.toLowerCase().startsWith(wanted);
}
