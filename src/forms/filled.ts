/** What people filled in, read by field, whatever surface the form was on. Anything may be missing or of another kind; then it is null. */
import { plain } from '../cards/clean-text.ts';

/** What came back of one field. */
export type FieldValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Of a list, of boxes to tick. */
  | { readonly kind: 'choices'; readonly values: readonly string[] }
  /** The surface's ids of them. */
  | { readonly kind: 'files'; readonly ids: readonly string[] };

/** Ends the name of a field whose text was too long to stand in it: left empty, it stays as it is. */
export const KEPT = ':kept';

export interface Filled {
  readonly has: (name: string) => boolean;
  /** Without white space around it; null: empty, or not there. */
  readonly text: (name: string) => string | null;
  /** Null as well: what stood in the field came back, so nobody typed anything. */
  readonly typed: (name: string, stood: string) => string | null;
  /** The text is too long for the field and stays as it is unless another one is written. */
  readonly isKept: (name: string) => boolean;
  readonly choice: (name: string) => string | null;
  /** Null: no such field, or one that is typed. */
  readonly choices: (name: string) => readonly string[] | null;
  readonly isTicked: (name: string) => boolean;
  /** The id of an attached file. */
  readonly file: (name: string) => string | null;
  /** Names of all fields, as they came. */
  readonly fields: readonly string[];
  /** What the field is called in the form. */
  readonly field: (name: string) => string;
}

/** Whether the text may be what comes back of a field that nobody touched. Some surfaces write what stood in it otherwise. */
export type ComesBackAs = (stood: string, text: string) => boolean;

export function filledWith(values: ReadonlyMap<string, FieldValue>, comesBackAs: ComesBackAs = (stood, text) => stood === text): Filled {
  const field = (name: string): string => (values.has(`${name}${KEPT}`) ? `${name}${KEPT}` : name);
  const at = (name: string): FieldValue | undefined => values.get(field(name));
  const choices = (name: string): readonly string[] | null => {
    const found = at(name);
    return found?.kind === 'choices' ? found.values : null;
  };
  const text = (name: string): string | null => {
    const found = at(name);
    return found?.kind === 'text' ? unlessEmpty(found.text) : null;
  };
  return {
    fields: [...values.keys()],
    field,
    has: (name) => at(name) !== undefined,
    isKept: (name) => values.has(`${name}${KEPT}`),
    text,
    typed: (name, stood) => {
      const found = text(name);
      return found === null || comesBackAs(plain(stood).trim(), found) ? null : found;
    },
    choice: (name) => unlessEmpty(choices(name)?.[0] ?? ''),
    choices,
    isTicked: (name) => (choices(name) ?? []).length > 0,
    file: (name) => {
      const found = at(name);
      return found?.kind === 'files' ? (found.ids[0] ?? null) : null;
    },
  };
}

function unlessEmpty(text: string): string | null {
  const clean = plain(text).trim();
  return clean === '' ? null : clean;
}
