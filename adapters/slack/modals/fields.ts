/**
 * The fields of modals as input blocks, within Slack's limits. The block's id is the field's name; how a field is read
 * back is in `read-fields.ts`.
 */
import type { types } from '@slack/bolt';
import { plain } from '../../../src/cards/clean-text.ts';
import { FORM_WORDS, tooLongToShow } from '../../../src/cards/form-words.ts';
import { KEPT } from '../../../src/forms/filled.ts';
import type { Choice, ChoiceFrame, ChoicesFrame, Frame, TextFrame } from '../../../src/forms/frames.ts';
import { inOneLine } from '../../../src/forms/in-one-line.ts';
import { optionKey } from '../../../src/forms/library-names.ts';
import { LIMITS } from '../limits.ts';
import { inPieces, plainText } from './plain-text.ts';

/** One element to a block, so that its action needs no name of its own. */
export const FIELD_ACTION = 'field';

export type Blocks = readonly types.KnownBlock[];

export function textField({ name, label, hint, optional, value, multiline }: TextFrame): Blocks {
  const text = plain(multiline ? value : inOneLine(value));
  const input: types.PlainTextInput = { type: 'plain_text_input', action_id: FIELD_ACTION, multiline, max_length: LIMITS.inputText.most };
  if (text.length > LIMITS.inputText.most) {
    const why = tooLongToShow(text.length, LIMITS.inputText.most);
    return field({ name: `${name}${KEPT}`, label, hint: hint ? `${why} ${hint}` : why, optional: true }, input);
  }
  return field({ name, label, ...(hint ? { hint } : {}), optional: optional ?? false }, text === '' ? input : { ...input, initial_value: text });
}

/** One of a few. Labels that a list cannot show whole stand above it as well. */
export function choiceField({ choices, chosen, ...frame }: ChoiceFrame): Blocks {
  const options = choices.map(option);
  const initial = choices.findIndex(({ value }) => value === chosen);
  const first = initial === -1 ? undefined : options[initial];
  const element: types.StaticSelect = {
    type: 'static_select',
    action_id: FIELD_ACTION,
    ...grouped(options),
    ...(first ? { initial_option: first } : {}),
  };
  return [...wholeLabels(choices), ...field(frame, element)];
}

/** Several of at most 100, and never in groups: Slack refuses choices from several groups that stand from the start (slackapi/bolt-js #1496). */
export function choicesField({ choices, chosen, ...frame }: ChoicesFrame): Blocks {
  const initial = choices.filter(({ value }) => chosen.includes(value)).map(option);
  const element: types.MultiStaticSelect = {
    type: 'multi_static_select',
    action_id: FIELD_ACTION,
    options: choices.map(option),
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  };
  return [...wholeLabels(choices), ...field({ ...frame, optional: true }, element)];
}

/** A box to tick. */
export function tickField(frame: Frame): Blocks {
  const box = { text: plainText(frame.label, LIMITS.optionText.most), value: 'yes' };
  return field({ ...frame, optional: true }, { type: 'checkboxes', action_id: FIELD_ACTION, options: [box] });
}

export function fileField(frame: Frame): Blocks {
  return field(
    { ...frame, optional: true },
    { type: 'file_input', action_id: FIELD_ACTION, max_files: 1, filetypes: ['txt', 'md', 'markdown', 'text', 'csv'] },
  );
}

/** A label or a hint that is too long stands above the field, whole. */
export function field({ name, label, hint = '', optional = false }: Frame, element: types.InputBlockElement): Blocks {
  const longLabel = label.length > LIMITS.inputLabel.most;
  const longHint = hint.length > LIMITS.inputHint.most;
  return [
    ...(longLabel ? told(label) : []),
    ...(longHint ? told(hint) : []),
    {
      type: 'input',
      block_id: name,
      label: plainText(longLabel ? FORM_WORDS.text : label, LIMITS.inputLabel.most),
      ...(longHint || hint.trim() === '' ? {} : { hint: plainText(hint, LIMITS.inputHint.most) }),
      optional,
      element,
    },
  ];
}

/** Plain text of any length. */
export function told(text: string): Blocks {
  return inPieces(text, LIMITS.sectionText.most).map((piece) => ({ type: 'section', text: plainText(piece, LIMITS.sectionText.most) }));
}

export function headed(text: string): Blocks {
  return text.length <= LIMITS.headerText.most ? [{ type: 'header', text: plainText(text, LIMITS.headerText.most) }] : told(text);
}

export function option({ value, label }: Choice): types.PlainTextOption {
  return { text: plainText(label, LIMITS.optionText.most), value: optionKey(value) };
}

function wholeLabels(choices: readonly Choice[]): Blocks {
  const long = choices.filter(({ label }) => label.length > LIMITS.optionText.most);
  return long.length === 0 ? [] : told(long.map(({ label }) => `• ${label}`).join('\n'));
}

/** A list takes 100 options; more stand in groups. */
function grouped(options: types.PlainTextOption[]): Pick<types.StaticSelect, 'options' | 'option_groups'> {
  if (options.length <= LIMITS.selectOptions.most) return { options };
  const starts = Array.from({ length: Math.ceil(options.length / LIMITS.selectOptions.most) }, (_, index) => index * LIMITS.selectOptions.most);
  const groups = starts.map((start) => {
    const part = options.slice(start, start + LIMITS.selectOptions.most);
    return { label: plainText(`${start + 1} – ${start + part.length}`, LIMITS.optionText.most), options: part };
  });
  return { option_groups: groups };
}
