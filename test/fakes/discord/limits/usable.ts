/** What people use in messages and forms: buttons, lists, text fields. docs.discord.com/developers/components/reference */
import type { Loose } from '../loose.ts';
import { anything, type Check, flag, integer, length, list, object, one, snowflake, text } from './schema.ts';

const LABEL = 80;
const CUSTOM_ID = 100;
export const ID = { id: integer(0, 2 ** 31 - 1) };

const emoji = object({ name: text(100), id: snowflake });
export const customId = text(CUSTOM_ID, 1);
export const button = object(
  { ...ID, 'style!': one(1, 2, 3, 4, 5, 6), label: text(LABEL), emoji, url: text(512, 1), custom_id: customId, disabled: flag },
  (value, path, problems) => {
    const link = value.style === 5;
    if (link && !value.url) problems.push({ path: [...path, 'url'], code: 'BUTTON_COMPONENT_LINK_URL_REQUIRED', message: 'A url is required' });
    if (link && value.custom_id)
      problems.push({ path, code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message: 'A custom id and url cannot both be specified' });
    if (!link && value.style !== 6 && !value.custom_id)
      problems.push({ path: [...path, 'custom_id'], code: 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', message: 'A custom id is required' });
    if (!link && value.url)
      problems.push({ path, code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message: 'A custom id and url cannot both be specified' });
    if (!value.label && !value.emoji && value.style !== 6)
      problems.push({ path, code: 'BUTTON_COMPONENT_INVALID_LABEL', message: 'A label or emoji is required' });
  },
);

export const option = object({ 'label!': text(100, 1), 'value!': text(100, 1), description: text(100), emoji, default: flag });
const counted: Check = (value, path, problems) => {
  const [min, max] = [value.min_values ?? 1, value.max_values ?? 1];
  if (min > max)
    problems.push({
      path: [...path, 'min_values'],
      code: 'SELECT_COMPONENT_MIN_VALUES_LARGER_THAN_MAX',
      message: 'min_values must not be larger than max_values',
    });
  if (!Array.isArray(value.options)) return;
  if (max > value.options.length)
    problems.push({
      path: [...path, 'max_values'],
      code: 'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE',
      message: 'Max values should be less than or equal to the number of options',
    });
  const values = value.options.map((entry: Loose) => entry?.value);
  for (const [index, entry] of values.entries())
    if (values.indexOf(entry) !== index)
      problems.push({
        path: [...path, 'options', index, 'value'],
        code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        message: 'The specified option value is already used',
      });
  if (value.options.filter((entry: Loose) => entry?.default).length > max)
    problems.push({ path: [...path, 'options'], code: 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', message: 'More options are chosen than may be' });
};
const SELECT = {
  ...ID,
  'custom_id!': customId,
  placeholder: text(150),
  min_values: integer(0, 25),
  max_values: integer(1, 25),
  disabled: flag,
  required: flag,
};
const stringSelect = object({ ...SELECT, 'options!': list(option, 25, 1) }, counted);
const filledSelect = object({ ...SELECT, default_values: list(anything, 25), channel_types: list(anything, 25) }, counted);
export const SELECTS = { 3: stringSelect, 5: filledSelect, 6: filledSelect, 7: filledSelect, 8: filledSelect };

export const textInput = object(
  {
    ...ID,
    'custom_id!': customId,
    'style!': one(1, 2),
    label: text(45, 1),
    placeholder: text(100),
    value: text(4000),
    min_length: integer(0, 4000),
    max_length: integer(1, 4000),
    required: flag,
  },
  (value, path, problems) => {
    if (typeof value.value === 'string' && typeof value.max_length === 'number' && length(value.value) > value.max_length)
      problems.push({ path: [...path, 'value'], code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${value.max_length} or fewer in length.` });
    if (value.min_length > value.max_length)
      problems.push({ path: [...path, 'min_length'], code: 'NUMBER_TYPE_MAX', message: 'min_length must not exceed max_length' });
  },
);
