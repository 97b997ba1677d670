/**
 * Personas and skills as fields. A short list stands in the form; of a long one Slack asks for what fits to the letters
 * typed so far (`suggestions.ts`), because a form of seven workstreams with hundreds of skills each would be too large.
 */
import type { types } from '@slack/bolt';
import type { Frame } from '../../../src/forms/frames.ts';
import { NOBODY, offeredNames } from '../../../src/forms/library-names.ts';
import { type Blocks, choiceField, choicesField, field, option } from './fields.ts';

/** Seven workstreams with two such lists each stay under half of what a view may weigh. */
const MOST_IN_FORM = 40;

/** What Slack names when it asks for suggestions. */
export const PERSONA_ACTION = 'form:persona';
export const PERSONA_OR_NONE_ACTION = 'form:persona-or-none';
export const SKILLS_ACTION = 'form:skills';

export interface PersonaFrame extends Frame {
  /** Whether nobody is a choice. */
  readonly orNone: boolean;
  readonly personas: readonly string[];
  readonly chosen: string | null;
}

export function personaField({ orNone, personas, chosen, ...frame }: PersonaFrame): Blocks {
  const choices = offeredNames(personas, chosen === null ? [] : [chosen]);
  if (choices.length === 0) return [];
  if (choices.length <= MOST_IN_FORM) return choiceField({ ...frame, optional: true, choices: orNone ? [NOBODY, ...choices] : choices, chosen });
  const element: types.ExternalSelect = {
    type: 'external_select',
    action_id: orNone ? PERSONA_OR_NONE_ACTION : PERSONA_ACTION,
    min_query_length: 0,
    ...(chosen === null ? {} : { initial_option: option({ value: chosen, label: chosen }) }),
  };
  return field({ ...frame, optional: true }, element);
}

export interface SkillsFrame extends Frame {
  readonly skills: readonly string[];
  readonly chosen: readonly string[];
}

export function skillsField({ skills, chosen, ...frame }: SkillsFrame): Blocks {
  const choices = offeredNames(skills, chosen);
  if (choices.length === 0) return [];
  if (choices.length <= MOST_IN_FORM) return choicesField({ ...frame, choices, chosen });
  const element: types.MultiExternalSelect = {
    type: 'multi_external_select',
    action_id: SKILLS_ACTION,
    min_query_length: 0,
    ...(chosen.length === 0 ? {} : { initial_options: chosen.map((name) => option({ value: name, label: name })) }),
  };
  return field({ ...frame, optional: true }, element);
}
