/** The forms that cards ask for, as modals: one text, or a few fields. */
import type { Asked } from '../../../src/forms/asked.ts';
import { askedFields, drawField } from '../../../src/forms/asked-fields.ts';
import { choiceField, fileField, textField } from './fields.ts';
import { type Modal, modal } from './modal.ts';

export function askedModal({ about, short, asks, takesFile }: Extract<Asked, { kind: 'form' }>): Modal {
  return modal({ form: about, short, title: asks.title, parts: askedFields(asks, takesFile).map((field) => drawField(field, PENS)) });
}

const PENS = { text: textField, choice: choiceField, file: fileField };
