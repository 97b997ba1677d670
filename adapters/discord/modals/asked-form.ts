/** The forms that cards ask for, as modals: one text, or a few fields. */
import type { Field, TextForm } from '../../../src/cards/card.ts';
import { FORM_WORDS, LONGER_AS_FILE, LONGER_IN_THREAD } from '../../../src/cards/form-words.ts';
import type { Asked } from '../../../src/forms/asked.ts';
import { choiceField, type FieldPart, fileField, textField } from './fields.ts';
import { type Modal, modal } from './modal.ts';

export function askedModal({ about, short, asks, takesFile }: Extract<Asked, { kind: 'form' }>): Modal {
  return modal({ form: about, short, title: asks.title, parts: 'fields' in asks ? asks.fields.map(fieldPart) : textParts(asks, takesFile) });
}

function textParts({ label, hint }: TextForm, takesFile: boolean): readonly FieldPart[] {
  const longer = takesFile ? LONGER_AS_FILE : LONGER_IN_THREAD;
  const frame = { name: 'text', label, hint: hint === '' ? longer : `${hint} ${longer}`, value: '', multiline: true };
  if (!takesFile) return [textField(frame)];
  return [textField({ ...frame, optional: true }), fileField({ name: 'file', label: FORM_WORDS.file, hint: FORM_WORDS.fileHint })];
}

function fieldPart(field: Field): FieldPart {
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
