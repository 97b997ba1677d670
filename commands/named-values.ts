/**
 * `--name value` in the words of a command, where a value may be quoted or be a whole text. Phones turn two hyphens
 * into a dash, and quotes into curly ones.
 */
import { closestName } from './closest-name.ts';

export interface NamedValueForm {
  readonly name: string;
  /** `word`: one word, or what is in quotes. `text`: up to the next of these names, or the end. `none`: it stands alone. */
  readonly takes: 'word' | 'text' | 'none';
}

export type NamedValues =
  | { readonly kind: 'values'; readonly values: ReadonlyMap<string, string>; readonly rest: string }
  | { readonly kind: 'unknown'; readonly typed: string; readonly closest: string | null };

const DASHES = '(?:--|—|–)';
const QUOTED = /^(?:"([^"]*)"|'([^']*)'|[“„]([^“”„]*)[”“]|‘([^‘’]*)’)(?=\s|$)/u;

export function readNamedValues(text: string, forms: readonly NamedValueForm[]): NamedValues {
  const names = forms.map(({ name }) => name);
  const next = new RegExp(`(?:^|\\s)${DASHES}(${names.join('|')})(?=\\s|=|$)`, 'iu');
  const values = new Map<string, string>();
  const strays: string[] = [];
  let left = text;
  for (let found = next.exec(left); found; found = next.exec(left)) {
    strays.push(left.slice(0, found.index));
    const name = (found[1] ?? '').toLowerCase();
    const after = left.slice(found.index + found[0].length).replace(/^\s*=?\s*/u, '');
    const { value, rest } = takenValue(after, forms.find((form) => form.name === name)?.takes ?? 'none', next);
    values.set(name, value);
    left = rest;
  }
  const rest = [...strays, left].join(' ').trim();
  const unknown = new RegExp(`^${DASHES}(\\S+)`, 'u').exec(rest)?.[1];
  return unknown === undefined ? { kind: 'values', values, rest } : { kind: 'unknown', typed: unknown, closest: closestName(unknown, names) };
}

function takenValue(text: string, takes: NamedValueForm['takes'], next: RegExp): { readonly value: string; readonly rest: string } {
  if (takes === 'none') return { value: '', rest: ` ${text}` };
  const quoted = QUOTED.exec(text);
  if (quoted) return { value: quoted.slice(1).find((part) => part !== undefined) ?? '', rest: text.slice(quoted[0].length) };
  if (takes === 'word') {
    const word = next.exec(text)?.index === 0 ? '' : (/^\S*/u.exec(text)?.[0] ?? '');
    return { value: word, rest: ` ${text.slice(word.length).trimStart()}` };
  }
  const end = next.exec(text)?.index ?? text.length;
  return { value: text.slice(0, end).trim(), rest: text.slice(end) };
}
