/** What components may stand in a form, and how large. docs.discord.com/developers/components/reference#anatomy-of-a-component */
import type { Loose } from '../loose.ts';
import { flag, integer, list, object, type Problem, text, typed } from './schema.ts';
import { textDisplay, together } from './together.ts';
import { customId, ID, option, SELECTS, textInput } from './usable.ts';

const CHOICES = { ...ID, 'custom_id!': customId, required: flag };
const IN_LABEL = {
  ...SELECTS,
  4: textInput,
  19: object({ ...CHOICES, min_values: integer(0, 10), max_values: integer(1, 10) }),
  21: object({ ...CHOICES, 'options!': list(option, 10, 2) }),
  22: object({ ...CHOICES, 'options!': list(option, 10, 1), min_values: integer(0, 10), max_values: integer(1, 10) }),
  23: object({ ...ID, 'custom_id!': customId, default: flag }),
};
const modalRow = object(
  {
    ...ID,
    'components!': list(
      typed(() => ({ 4: textInput })),
      1,
      1,
    ),
  },
  (value, path, problems) => {
    if (!value.components?.[0]?.label)
      problems.push({ path: [...path, 'components', 0, 'label'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  },
);
const label = object({ ...ID, 'label!': text(45, 1), description: text(100), 'component!': typed(() => IN_LABEL) });
const modal = object({
  'custom_id!': customId,
  'title!': text(45, 1),
  'components!': list(
    typed(() => ({ 1: modalRow, 10: textDisplay, 18: label })),
    5,
    1,
  ),
});

export function modalProblems(body: Loose): Problem[] {
  const problems: Problem[] = [];
  modal(body, ['data'], problems);
  if (Array.isArray(body?.components)) together(body.components, problems, false, ['data', 'components']);
  return problems;
}
