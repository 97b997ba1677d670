/** What the form that a card asks for has in it, before a surface draws it. */
import type { Field, FieldsForm, TextForm } from '../cards/card.ts';
import { FORM_WORDS, LONGER_AS_FILE, LONGER_IN_THREAD } from '../cards/form-words.ts';
import type { ChoiceFrame, Frame, TextFrame } from './frames.ts';

export type AskedField =
  | { readonly kind: 'text'; readonly frame: TextFrame }
  | { readonly kind: 'choice'; readonly frame: ChoiceFrame }
  | { readonly kind: 'file'; readonly frame: Frame };

/** `takesFile`: longer text may come as a file. */
export function askedFields(asks: TextForm | FieldsForm, takesFile: boolean): readonly AskedField[] {
  return 'fields' in asks ? asks.fields.map(askedField) : textFields(asks, takesFile);
}

/** How a platform draws each kind of field. */
interface FieldPens<Drawn> {
  readonly text: (frame: TextFrame) => Drawn;
  readonly choice: (frame: ChoiceFrame) => Drawn;
  readonly file: (frame: Frame) => Drawn;
}

export function drawField<Drawn>(field: AskedField, pens: FieldPens<Drawn>): Drawn {
  switch (field.kind) {
    case 'text':
      return pens.text(field.frame);
    case 'choice':
      return pens.choice(field.frame);
    case 'file':
      return pens.file(field.frame);
    default: {
      const missed: never = field;
      return missed;
    }
  }
}

function textFields({ label, hint }: TextForm, takesFile: boolean): readonly AskedField[] {
  const longer = takesFile ? LONGER_AS_FILE : LONGER_IN_THREAD;
  const frame = { name: 'text', label, hint: hint === '' ? longer : `${hint} ${longer}`, value: '', multiline: true };
  if (!takesFile) return [{ kind: 'text', frame }];
  return [
    { kind: 'text', frame: { ...frame, optional: true } },
    { kind: 'file', frame: { name: 'file', label: FORM_WORDS.file, hint: FORM_WORDS.fileHint } },
  ];
}

function askedField(field: Field): AskedField {
  const { name, label, hint } = field;
  switch (field.kind) {
    case 'text':
      return { kind: 'text', frame: { name, label, hint, value: field.value, multiline: true, optional: !field.required } };
    case 'choice':
      return { kind: 'choice', frame: { name, label, hint, choices: field.choices, chosen: null } };
    default: {
      const missed: never = field;
      return missed;
    }
  }
}
