/** The forms that cards ask for, as modals: one text, or a few fields. */
import type { types } from '@slack/bolt';
import type { Field, FieldsForm, TextForm } from '../../../src/cards/card.ts';
import { FORM_WORDS, LONGER_AS_FILE, LONGER_IN_THREAD } from '../../../src/cards/form-words.ts';
import { type Blocks, choiceField, fileField, textField } from './fields.ts';
import type { Form } from './form.ts';
import { modal } from './view.ts';

export interface AskedForm {
  readonly form: Form;
  readonly short: string;
  readonly asks: TextForm | FieldsForm;
  /** Longer text may come as a file. */
  readonly takesFile: boolean;
}

export function askedView({ form, short, asks, takesFile }: AskedForm): types.ModalView {
  const blocks = 'fields' in asks ? asks.fields.flatMap(fieldBlocks) : textBlocks(asks, takesFile);
  return modal({ form, short, title: asks.title, submit: asks.submit, blocks });
}

function textBlocks({ label, hint }: TextForm, takesFile: boolean): Blocks {
  const longer = takesFile ? LONGER_AS_FILE : LONGER_IN_THREAD;
  const frame = { name: 'text', label, hint: hint === '' ? longer : `${hint} ${longer}`, value: '', multiline: true };
  if (!takesFile) return textField(frame);
  return [...textField({ ...frame, optional: true }), ...fileField({ name: 'file', label: FORM_WORDS.file, hint: FORM_WORDS.fileHint })];
}

function fieldBlocks(field: Field): Blocks {
  const { name, label, hint } = field;
  switch (field.kind) {
    case 'text':
      return textField({ name, label, hint, value: field.value, multiline: true, optional: !field.required });
    case 'choice':
      return choiceField({ name, label, hint, choices: field.choices, chosen: null });
    default: {
      const missed: never = field;
      return missed;
    }
  }
}
