/** What components may stand where, and how large. docs.discord.com/developers/components/reference */
import type { Loose } from '../loose.ts';
import { walk } from '../world/settle-components.ts';
import { anything, type Check, flag, integer, isObject, length, list, object, one, type Problem, snowflake, text, typed } from './schema.ts';

const MOST_COMPONENTS = 40;
const MOST_TEXT = 4000;
const LABEL = 80;
const CUSTOM_ID = 100;
const ROWS = 5;
const ID = { id: integer(0, 2 ** 31 - 1) };

const emoji = object({ name: text(100), id: snowflake });
const customId = text(CUSTOM_ID, 1);
const media: Check = object({ 'url!': text(2048, 1) }, (value, path, problems) => {
  if (typeof value.url === 'string' && !/^(https?|attachment):\/\//.test(value.url))
    problems.push({ path: [...path, 'url'], code: 'URL_TYPE_INVALID_SCHEME', message: "Scheme must be one of ('http', 'https', 'attachment')." });
});

const button = object(
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

const option = object({ 'label!': text(100, 1), 'value!': text(100, 1), description: text(100), emoji, default: flag });
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
const SELECTS = { 3: stringSelect, 5: filledSelect, 6: filledSelect, 7: filledSelect, 8: filledSelect };

const textInput = object(
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

const messageRow = object(
  {
    ...ID,
    'components!': list(
      typed(() => ({ 2: button, ...SELECTS })),
      5,
      1,
    ),
  },
  (value, path, problems) => {
    if (!Array.isArray(value.components)) return;
    const selects = value.components.filter((entry: Loose) => Object.hasOwn(SELECTS, entry?.type)).length;
    if (selects > 0 && value.components.length > 1)
      problems.push({ path: [...path, 'components'], code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message: 'The specified component exceeds the maximum width' });
  },
);
const textDisplay = object({ ...ID, 'content!': text(MOST_TEXT, 1) });
const thumbnail = object({ ...ID, 'media!': media, description: text(1024), spoiler: flag });
const section = object({
  ...ID,
  'components!': list(
    typed(() => ({ 10: textDisplay })),
    3,
    1,
  ),
  'accessory!': typed(() => ({ 2: button, 11: thumbnail })),
});
const gallery = object({ ...ID, 'items!': list(object({ 'media!': media, description: text(1024), spoiler: flag }), 10, 1) });
const file = object({ ...ID, 'file!': media, spoiler: flag }, (value, path, problems) => {
  if (isObject(value.file) && typeof value.file.url === 'string' && !/^attachment:\/\//.test(value.file.url) && !value.file.url.includes('/attachments/'))
    problems.push({ path: [...path, 'file', 'url'], code: 'UNFURLED_MEDIA_ITEM_NOT_ATTACHMENT', message: 'Only attachments may be shown as files' });
});
const separator = object({ ...ID, divider: flag, spacing: one(1, 2) });
const INSIDE = { 1: messageRow, 9: section, 10: textDisplay, 12: gallery, 13: file, 14: separator };
const container = object({
  ...ID,
  'components!': list(
    typed(() => INSIDE),
    MOST_COMPONENTS,
    1,
  ),
  accent_color: integer(0, 0xffffff),
  spoiler: flag,
});

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

export function messageComponentProblems(components: Loose, v2: boolean): Problem[] {
  const problems: Problem[] = [];
  if (v2)
    list(
      typed(() => ({ ...INSIDE, 17: container })),
      MOST_COMPONENTS,
      0,
    )(components, ['components'], problems);
  else
    list(
      typed(() => ({ 1: messageRow })),
      ROWS,
    )(components, ['components'], problems);
  if (Array.isArray(components)) together(components, problems, v2);
  return problems;
}

export function modalProblems(body: Loose): Problem[] {
  const problems: Problem[] = [];
  modal(body, ['data'], problems);
  if (Array.isArray(body?.components)) together(body.components, problems, false, ['data', 'components']);
  return problems;
}

/** What holds for all components together: how many, how much text, no custom id or id twice. */
function together(components: readonly Loose[], problems: Problem[], v2: boolean, path: Problem['path'] = ['components']): void {
  let count = 0;
  let characters = 0;
  const seen = { custom: new Set<string>(), id: new Set<number>() };
  walk(components, (component) => {
    count += 1;
    if (component.type === 10 && typeof component.content === 'string') characters += length(component.content);
    if (typeof component.custom_id === 'string') {
      if (seen.custom.has(component.custom_id))
        problems.push({ path, code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message: 'Component custom id cannot be duplicated' });
      seen.custom.add(component.custom_id);
    }
    if (typeof component.id === 'number' && component.id !== 0) {
      if (seen.id.has(component.id)) problems.push({ path, code: 'COMPONENT_ID_DUPLICATED', message: 'Component id cannot be duplicated' });
      seen.id.add(component.id);
    }
  });
  if (v2 && count > MOST_COMPONENTS)
    problems.push({ path, code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message: `The total number of components cannot exceed ${MOST_COMPONENTS}` });
  if (v2 && characters > MOST_TEXT)
    problems.push({
      path,
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: `The maximum displayable text size must be less than or equal to ${MOST_TEXT}`,
    });
}
