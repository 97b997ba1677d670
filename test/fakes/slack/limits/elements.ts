/** Block elements: what people press, choose and fill in. Source: docs.slack.dev/reference/block-kit/block-elements. */
import { ACTION_ID, anyText, confirmation, option, optionGroups, options, overflowOption, plain, plainOption } from './composition.ts';
import { richText } from './rich-text.ts';
import { anything, type Check, complain, flag, integer, list, matching, object, one, text, typed } from './schema.ts';

const ACTIONABLE = { action_id: ACTION_ID };
const CONFIRMABLE = { ...ACTIONABLE, confirm: confirmation };
const FOCUSABLE = { focus_on_load: flag };
const PLACEHOLDER = { placeholder: plain(150) };
const CHOOSER = { ...CONFIRMABLE, ...FOCUSABLE, ...PLACEHOLDER };
const MANY = { max_selected_items: integer(1, 10_000) };
const DISPATCH = { dispatch_action_config: object({ trigger_actions_on: list(one('on_enter_pressed', 'on_character_entered'), 2) }) };
const TYPED_IN = { ...ACTIONABLE, ...FOCUSABLE, ...PLACEHOLDER, ...DISPATCH };
const USER = matching(/^[UW][A-Z0-9]{4,}$/, 'must be a valid user');
const CHANNEL = matching(/^[CGDUW][A-Z0-9]{4,}$/, 'must be a valid conversation');
const FILTER = object({
  include: list(one('im', 'mpim', 'private', 'public'), 4),
  exclude_external_shared_channels: flag,
  exclude_bot_users: flag,
});
const STYLE = one('primary', 'danger');
const SLACK_FILE = object({ id: text(255, 1), url: text(3000, 1) }, (value, path, problems) => {
  if ((value.id === undefined) === (value.url === undefined)) complain(problems, 'exactly one of id and url must be given', path);
});
const FEEDBACK = object({ 'text!': plain(75), accessibility_label: text(75), 'value!': text(2000, 1) });

/** An image comes from an address or from a file in Slack, never both. */
export const oneSource: Check = (value, path, problems) => {
  if ((value.image_url === undefined) === (value.slack_file === undefined)) complain(problems, 'exactly one of image_url and slack_file must be given', path);
};
export const IMAGE = {
  type: one('image'),
  'alt_text!': text(2000, 1),
  image_url: matching(/^https?:\/\/.{1,2990}$/s, 'must be a valid URL'),
  slack_file: SLACK_FILE,
};

const ELEMENTS: Readonly<Record<string, Check>> = {
  button: object({
    type: one('button'),
    ...CONFIRMABLE,
    'text!': plain(75),
    value: text(2000),
    url: text(3000),
    style: STYLE,
    accessibility_label: text(75),
  }),
  workflow_button: object({
    type: one('workflow_button'),
    ...CONFIRMABLE,
    'text!': plain(75),
    'workflow!': object({ 'trigger!': anything }),
    style: STYLE,
    accessibility_label: text(75),
  }),
  icon_button: object({
    type: one('icon_button'),
    ...CONFIRMABLE,
    'icon!': text(50, 1),
    'text!': plain(75),
    value: text(2000),
    accessibility_label: text(75),
    visible_to_user_ids: list(USER, 100),
  }),
  feedback_buttons: object({ type: one('feedback_buttons'), ...ACTIONABLE, 'positive_button!': FEEDBACK, 'negative_button!': FEEDBACK }),
  checkboxes: object(
    { type: one('checkboxes'), ...CONFIRMABLE, ...FOCUSABLE, 'options!': options(option, 10), initial_options: list(option, 10) },
    initialAreOptions,
  ),
  radio_buttons: object(
    { type: one('radio_buttons'), ...CONFIRMABLE, ...FOCUSABLE, 'options!': options(option, 10), initial_option: option },
    initialAreOptions,
  ),
  overflow: object({ type: one('overflow'), ...CONFIRMABLE, 'options!': list(overflowOption, 5) }),
  static_select: object(
    { type: one('static_select'), ...CHOOSER, options: options(plainOption, 100), option_groups: optionGroups, initial_option: plainOption },
    initialAreOptions,
  ),
  multi_static_select: object(
    {
      type: one('multi_static_select'),
      ...CHOOSER,
      ...MANY,
      options: options(plainOption, 100),
      option_groups: optionGroups,
      initial_options: list(plainOption, 100),
    },
    initialAreOptions,
  ),
  external_select: object({ type: one('external_select'), ...CHOOSER, min_query_length: integer(0, 3000), initial_option: plainOption }),
  multi_external_select: object({
    type: one('multi_external_select'),
    ...CHOOSER,
    ...MANY,
    min_query_length: integer(0, 3000),
    initial_options: list(plainOption, 100),
  }),
  users_select: object({ type: one('users_select'), ...CHOOSER, initial_user: USER }),
  multi_users_select: object({ type: one('multi_users_select'), ...CHOOSER, ...MANY, initial_users: list(USER, 1000, 0) }),
  conversations_select: object({
    type: one('conversations_select'),
    ...CHOOSER,
    initial_conversation: CHANNEL,
    default_to_current_conversation: flag,
    response_url_enabled: flag,
    filter: FILTER,
  }),
  multi_conversations_select: object({
    type: one('multi_conversations_select'),
    ...CHOOSER,
    ...MANY,
    initial_conversations: list(CHANNEL, 1000, 0),
    default_to_current_conversation: flag,
    filter: FILTER,
  }),
  channels_select: object({ type: one('channels_select'), ...CHOOSER, initial_channel: CHANNEL, response_url_enabled: flag }),
  multi_channels_select: object({ type: one('multi_channels_select'), ...CHOOSER, ...MANY, initial_channels: list(CHANNEL, 1000, 0) }),
  datepicker: object({ type: one('datepicker'), ...CHOOSER, initial_date: matching(/^\d{4}-\d\d-\d\d$/, 'must be a date') }),
  timepicker: object({ type: one('timepicker'), ...CHOOSER, initial_time: matching(/^\d\d:\d\d$/, 'must be a time'), timezone: text(100) }),
  datetimepicker: object({ type: one('datetimepicker'), ...CONFIRMABLE, ...FOCUSABLE, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
  plain_text_input: object(
    { type: one('plain_text_input'), ...TYPED_IN, initial_value: text(3000), multiline: flag, min_length: integer(0, 3000), max_length: integer(1, 3000) },
    (value, path, problems) => {
      if (typeof value.initial_value === 'string' && value.initial_value.length > (value.max_length ?? 3000))
        complain(problems, 'initial_value is longer than max_length', `${path}/initial_value`);
    },
  ),
  number_input: object({
    type: one('number_input'),
    ...TYPED_IN,
    'is_decimal_allowed!': flag,
    initial_value: text(100),
    min_value: matching(/^-?\d+(\.\d+)?$/, 'must be a number in a string'),
    max_value: matching(/^-?\d+(\.\d+)?$/, 'must be a number in a string'),
  }),
  email_text_input: object({ type: one('email_text_input'), ...TYPED_IN, initial_value: text(3000) }),
  url_text_input: object({ type: one('url_text_input'), ...TYPED_IN, initial_value: text(3000) }),
  rich_text_input: object({ type: one('rich_text_input'), ...TYPED_IN, initial_value: richText, min_lines: integer(1, 100), max_lines: integer(1, 100) }),
  file_input: object({ type: one('file_input'), ...ACTIONABLE, filetypes: list(text(20, 1), 100), max_files: integer(1, 10) }),
  image: object(IMAGE, oneSource),
  plain_text: anyText(),
  mrkdwn: anyText(),
};

const PICKS = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
const CHOICES = [...PICKS, ...PICKS.map((type) => `multi_${type}`), 'checkboxes', 'radio_buttons', 'datepicker', 'timepicker'];

export const inActions = typed(() => ELEMENTS, ['button', 'workflow_button', 'overflow', 'datetimepicker', 'rich_text_input', ...CHOICES]);
export const asAccessory = typed(() => ELEMENTS, ['button', 'workflow_button', 'overflow', 'image', ...CHOICES]);
export const inInput = typed(
  () => ELEMENTS,
  ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input', 'rich_text_input', 'file_input', 'datetimepicker', ...CHOICES],
);
export const inContext = typed(() => ELEMENTS, ['image', 'plain_text', 'mrkdwn']);
export const inContextActions = typed(() => ELEMENTS, ['feedback_buttons', 'icon_button']);
export const button = typed(() => ELEMENTS, ['button']);
export const image = typed(() => ELEMENTS, ['image']);

/** What is chosen from the start must be one of the choices, exactly as it stands there. */
function initialAreOptions(value: Parameters<Check>[0], path: string, problems: string[]): void {
  if (value.type.endsWith('static_select') && (value.options === undefined) === (value.option_groups === undefined))
    complain(problems, 'exactly one of options and option_groups must be given', path);
  const groups = Array.isArray(value.option_groups) ? value.option_groups : [];
  const offered = [...(Array.isArray(value.options) ? value.options : []), ...groups.flatMap((group: Parameters<Check>[0]) => group?.options ?? [])].map(
    (entry) => JSON.stringify(entry),
  );
  const initial = [...(value.initial_option ? [value.initial_option] : []), ...(Array.isArray(value.initial_options) ? value.initial_options : [])];
  if (initial.some((entry) => !offered.includes(JSON.stringify(entry)))) complain(problems, 'initial option must exactly match one of the options', path);
}
