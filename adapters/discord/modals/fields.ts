/**
 * The fields of modals as labels with something in them, within Discord's limits. The custom id is the field's name; how
 * a field is read back is in `read-fields.ts`.
 */
import { type APILabelComponent, type APISelectMenuOption, ComponentType, SelectMenuDefaultValueType, TextInputStyle } from 'discord.js';
import { plain } from '../../../src/cards/clean-text.ts';
import { tooLongToShow } from '../../../src/cards/form-words.ts';
import { KEPT } from '../../../src/forms/filled.ts';
import type { Choice, ChoiceFrame, ChoicesFrame, Frame, TextFrame } from '../../../src/forms/frames.ts';
import { inOneLine } from '../../../src/forms/in-one-line.ts';
import { optionKey } from '../../../src/forms/library-names.ts';
import { labelWords } from '../components/actions.ts';
import { LIMITS } from '../limits.ts';

export interface FieldPart {
  readonly label: APILabelComponent;
  /** What has no room beside the field, and stands above the form whole. */
  readonly told: readonly string[];
}

export function textField({ value, multiline, ...frame }: TextFrame): FieldPart {
  const text = plain(multiline ? value : inOneLine(value));
  const most = LIMITS.inputText.most;
  const kept = text.length > most;
  const why = kept ? tooLongToShow(text.length, most) : '';
  const hint = [why, frame.hint ?? ''].filter((part) => part !== '').join(' ');
  return field(
    { ...frame, hint },
    {
      type: ComponentType.TextInput,
      custom_id: kept ? `${frame.name}${KEPT}` : frame.name,
      style: multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
      required: !kept && frame.optional !== true,
      max_length: most,
      ...(kept || text === '' ? {} : { value: text }),
    },
  );
}

/** One of a few. Labels that a list cannot show whole stand above the form as well; of more than a list takes the name is typed. */
export function choiceField({ choices, chosen, ...frame }: ChoiceFrame): FieldPart {
  if (choices.length > LIMITS.selectOptions.most) return typedInstead(frame, choices, chosen === null ? [] : [chosen]);
  return selectField(frame, choices, chosen === null ? [] : [chosen], 1);
}

/** Any number of a few. */
export function choicesField({ choices, chosen, ...frame }: ChoicesFrame): FieldPart {
  if (choices.length > LIMITS.selectOptions.most) return typedInstead({ ...frame, optional: true }, choices, chosen);
  return selectField({ ...frame, optional: true }, choices, chosen, choices.length);
}

/** A box to tick. */
export function tickField(frame: Frame): FieldPart {
  return field(frame, { type: ComponentType.Checkbox, custom_id: frame.name, default: false });
}

export function fileField(frame: Frame): FieldPart {
  return field(frame, { type: ComponentType.FileUpload, custom_id: frame.name, min_values: 0, max_values: 1, required: false });
}

export type Picked = 'users' | 'roles' | 'channels';

/** People, roles or channels of the guild, as Discord lists them. */
export function pickField(frame: Frame, what: Picked, chosen: readonly string[]): FieldPart {
  const base = { custom_id: frame.name, min_values: 0, max_values: LIMITS.selectOptions.most, required: false };
  switch (what) {
    case 'users':
      return field(frame, { ...base, type: ComponentType.UserSelect, default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.User })) });
    case 'roles':
      return field(frame, { ...base, type: ComponentType.RoleSelect, default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })) });
    case 'channels':
      return field(frame, {
        ...base,
        type: ComponentType.ChannelSelect,
        default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
      });
    default: {
      const missed: never = what;
      return missed;
    }
  }
}

function selectField(frame: Frame, choices: readonly Choice[], chosen: readonly string[], most: number): FieldPart {
  const optional = frame.optional === true;
  const part = field(frame, {
    type: ComponentType.StringSelect,
    custom_id: frame.name,
    options: choices.map((choice) => option(choice, chosen)),
    min_values: optional ? 0 : 1,
    max_values: most,
    required: !optional,
  });
  const long = choices.filter(({ label }) => labelWords(label, LIMITS.optionLabel.most) !== plain(label).trim());
  return { ...part, told: [...part.told, ...long.map(({ label }) => `• ${label}`)] };
}

function option({ value, label }: Choice, chosen: readonly string[]): APISelectMenuOption {
  const words = labelWords(label, LIMITS.optionLabel.most);
  return { label: words, value: optionKey(value), ...(chosen.includes(value) ? { default: true } : {}) };
}

function typedInstead(frame: Frame, choices: readonly Choice[], chosen: readonly string[]): FieldPart {
  const part = textField({ ...frame, value: chosen.join(', '), multiline: chosen.length > 1 });
  return { ...part, told: [...part.told, ...choices.map(({ value, label }) => (label === value ? `• ${value}` : `• ${value}: ${label}`))] };
}

/** A label or a hint that is too long stands above the form, whole. */
function field({ label, hint = '' }: Frame, component: APILabelComponent['component']): FieldPart {
  const short = labelWords(label, LIMITS.label.most);
  const words = plain(hint).trim();
  const hintFits = words.length <= LIMITS.labelText.most;
  const labelFits = short === plain(label).trim();
  const told = hintFits ? (labelFits ? [] : [label]) : [`${label}: ${words}`];
  return { label: { type: ComponentType.Label, label: short, ...(hintFits && words !== '' ? { description: words } : {}), component }, told };
}
