/** The forms that cards ask for, as modals: one text, or a few fields. */
import type { types } from '@slack/bolt';
import type { Asked } from '../../../src/forms/asked.ts';
import { type AskedField, askedFields } from '../../../src/forms/asked-fields.ts';
import { type Blocks, choiceField, fileField, textField } from './fields.ts';
import { modal } from './view.ts';

export function askedView({ about, short, asks, takesFile }: Extract<Asked, { kind: 'form' }>): types.ModalView {
  return modal({ form: { v: 1, ...about }, short, title: asks.title, submit: asks.submit, blocks: askedFields(asks, takesFile).flatMap(drawn) });
}

function drawn(field: AskedField): Blocks {
  switch (field.kind) {
    case 'text':
      return textField(field.frame);
    case 'choice':
      return choiceField(field.frame);
    case 'file':
      return fileField(field.frame);
    default: {
      const missed: never = field;
      return missed;
    }
  }
}
