/** The forms that cards ask for, as modals: one text, or a few fields. */
import type { Asked } from '../../../src/forms/asked.ts';
import { type AskedField, askedFields } from '../../../src/forms/asked-fields.ts';
import { choiceField, type FieldPart, fileField, textField } from './fields.ts';
import { type Modal, modal } from './modal.ts';

export function askedModal({ about, short, asks, takesFile }: Extract<Asked, { kind: 'form' }>): Modal {
  return modal({ form: about, short, title: asks.title, parts: askedFields(asks, takesFile).map(drawn) });
}

function drawn(field: AskedField): FieldPart {
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
