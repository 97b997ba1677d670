/** The forms that cards ask for, as modals: one text, or a few fields. */
import type { types } from '@slack/bolt';
import type { Asked } from '../../../src/forms/asked.ts';
import { askedFields, drawField } from '../../../src/forms/asked-fields.ts';
import { choiceField, fileField, textField } from './fields.ts';
import { modal } from './view.ts';

export function askedView({ about, short, asks, takesFile }: Extract<Asked, { kind: 'form' }>): types.ModalView {
  return modal({
    form: { v: 1, ...about },
    short,
    title: asks.title,
    submit: asks.submit,
    blocks: askedFields(asks, takesFile).flatMap((field) => drawField(field, PENS)),
  });
}

const PENS = { text: textField, choice: choiceField, file: fileField };
