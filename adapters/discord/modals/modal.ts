/** A modal around its fields: the title within its few characters, and what has no room beside a field above them all. */
import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord.js';
import { plain } from '../../../src/cards/clean-text.ts';
import { opening } from '../../../src/cards/excerpt.ts';
import { leftOutOfForm } from '../../../src/cards/form-words.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { lineTexts } from '../components/line-text.ts';
import { LIMITS } from '../limits.ts';
import type { FieldPart } from './fields.ts';
import { type Form, writeForm } from './form.ts';

export type Modal = APIModalInteractionResponseCallbackData;

export interface ModalParts {
  readonly form: Form;
  /** Of any length. */
  readonly title: string;
  /** A few words for a title that is longer, which then heads the form. */
  readonly short: string;
  /** At most four where something is told as well, else five. */
  readonly parts: readonly FieldPart[];
  readonly told?: readonly string[];
}

export function modal({ form, title, short, parts, told = [] }: ModalParts): Modal {
  const words = plain(title).trim();
  const fits = words.length <= LIMITS.modalTitle.most && words !== '';
  const head = [...(fits ? [] : [title]), ...told, ...parts.flatMap((part) => part.told)];
  const room = head.length > 0 ? LIMITS.modalParts.most - 1 : LIMITS.modalParts.most;
  const left = parts.slice(room).map(({ label }) => label.label);
  const text = headText(left.length === 0 ? head : [...head, leftOutOfForm(left)]);
  return {
    custom_id: writeForm(form),
    title: fits ? words : short,
    components: [...(text === null ? [] : [{ type: ComponentType.TextDisplay as const, content: text }]), ...parts.slice(0, room).map(({ label }) => label)],
  };
}

/** What is longer than a form can say is opened, and ends with an ellipsis: it is the card's and the list's words once more. */
function headText(lines: readonly string[]): string | null {
  const [whole, more] = lineTexts([textAtom(lines.join('\n'))]);
  if (whole === undefined || (more === undefined && whole.length <= LIMITS.modalText.most)) return whole ?? null;
  return lineTexts([textAtom(opening(lines.join(' '), LIMITS.modalText.most / 2).text)])[0] ?? null;
}
