/** What people give for the inputs of a composition: text after an input's name, text without one, files named for one. */
import type { ArtifactRef } from '../engine/body.ts';
import type { CompositionInput, GivenInput } from '../engine/composition.ts';
import type { Ids } from '../ports/ids.ts';
import type { NewArtifact } from '../ports/ledger.ts';
import { textArtifact } from './stored-text.ts';

export interface ReadInputs {
  readonly given: readonly GivenInput[];
  /** The long texts among them. */
  readonly artifacts: readonly NewArtifact[];
}

/** `wanted`, in the order in which text without a name is taken: the first that nothing else fills. Others are given by name alone. */
export interface AskedInputs {
  readonly wanted: readonly CompositionInput[];
  readonly others: readonly CompositionInput[];
}

export function readInputs({ wanted, others }: AskedInputs, text: string, files: readonly ArtifactRef[], ids: Ids): ReadInputs {
  const declared = [...wanted, ...others];
  const named = namedFiles(declared, files);
  const texts = textsIn(text, { wanted, others }, new Set(named.keys()));
  const left = files.filter((file) => ![...named.values()].flat().includes(file));
  const [first] = wanted.filter(({ name, required }) => required && !named.has(name) && !texts.has(name));
  // One file and one thing that is missing: nobody needs to be asked what it is.
  const given = first && left.length === 1 ? new Map([...named, [first.name, left]]) : named;
  const found = declared.flatMap(({ name }): { input: GivenInput; made: NewArtifact | null }[] => {
    const own = given.get(name);
    const said = texts.get(name);
    if (own) return [filesInput(name, own, said, ids)];
    return said === undefined ? [] : [textInput(name, said, ids)];
  });
  return { given: found.map(({ input }) => input), artifacts: found.flatMap(({ made }) => made ?? []) };
}

/** A task has 500 words for everything: what does not fit into a line of it is a file beside it. */
const MAX_IN_TASK = 240;

function textInput(name: string, text: string, ids: Ids): { input: GivenInput; made: NewArtifact | null } {
  if (text.length <= MAX_IN_TASK && !text.includes('\n')) return { input: { name, value: { kind: 'text', text } }, made: null };
  const made = textArtifact(text, `${name}.md`, ids);
  return { input: { name, value: { kind: 'files', files: [made.ref] } }, made };
}

/** What is said of a file goes beside it. */
function filesInput(name: string, files: readonly ArtifactRef[], said: string | undefined, ids: Ids): { input: GivenInput; made: NewArtifact | null } {
  const made = said === undefined ? null : textArtifact(said, `${name}-note.md`, ids);
  return { input: { name, value: { kind: 'files', files: made ? [...files, made.ref] : files } }, made };
}

function textsIn(text: string, { wanted, others }: AskedInputs, filled: ReadonlySet<string>): ReadonlyMap<string, string> {
  const names = [...wanted, ...others].map(({ name }) => name);
  const texts = new Map<string, string>();
  let unnamed = '';
  let current: string | null = null;
  for (const line of text.split('\n')) {
    const { typed, rest } = beforeColon(line);
    const name = names.find((known) => plain(known) === typed);
    if (name !== undefined) {
      current = name;
      texts.set(name, `${texts.get(name) ?? ''}\n${rest}`);
    } else if (current === null) unnamed = `${unnamed}\n${line}`;
    else texts.set(current, `${texts.get(current) ?? ''}\n${line}`);
  }
  const first = (wanted.find(({ name }) => !texts.has(name) && !filled.has(name)) ?? wanted[0])?.name;
  if (first !== undefined) texts.set(first, `${unnamed}\n${texts.get(first) ?? ''}`);
  return new Map([...texts].map(([name, value]) => [name, value.trim()] as const).filter(([, value]) => value !== ''));
}

/** `Deal terms: ...` or `deal-terms = ...`; the name is '' where none stands. */
function beforeColon(line: string): { readonly typed: string; readonly rest: string } {
  const end = line.search(/[:=]/u);
  const typed = line.slice(0, Math.max(0, end)).trim();
  return /^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u.test(typed) ? { typed: plain(typed), rest: line.slice(end + 1).trimStart() } : { typed: '', rest: '' };
}

function namedFiles(declared: readonly CompositionInput[], files: readonly ArtifactRef[]): ReadonlyMap<string, readonly ArtifactRef[]> {
  // The longest name first: `deal-terms.pdf` is of `deal-terms`, where there is such an input, and else of `deal`.
  const names = declared.map(({ name }) => name).toSorted((one, other) => other.length - one.length);
  const found = files.flatMap((file) => {
    const stem = plain(file.name.replace(/\.[^.]*$/u, ''));
    const name = names.find((known) => stem === plain(known) || stem.startsWith(`${plain(known)}-`));
    return name === undefined ? [] : [{ name, file }];
  });
  return new Map(names.map((name) => [name, found.filter((one) => one.name === name).map(({ file }) => file)] as const).filter(([, own]) => own.length > 0));
}

/** `Deal terms`, `deal_terms` and `deal-terms` are one name. */
function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/gu, '-');
}
