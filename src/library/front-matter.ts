/** Splits a Markdown file into its YAML front matter and its body, and knows the line of everything in it. */
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { LibraryFault } from '../ports/library.ts';

export type Path = readonly PropertyKey[];

export type FrontMatter =
  | {
      readonly kind: 'split';
      readonly head: unknown;
      readonly body: string;
      /** Line of the file on which the body begins, from 1. */
      readonly bodyLine: number;
      /** Line of what stands at this path of the head, or of the nearest thing above it. */
      readonly lineOf: (path: Path) => number;
    }
  | { readonly kind: 'none'; readonly body: string; readonly bodyLine: number }
  | { readonly kind: 'broken'; readonly line: number; readonly fault: LibraryFault };

/** Mending looks at each line by itself; nobody's head is longer, and a hostile one could be. */
const MAX_MENDED_LINES = 300;

export interface SplitOptions {
  /**
   * For files that others wrote: a key may stand twice, and a value that is no YAML as it stands (`description: Use
   * when: ...`) is taken as plain text. Public skills are full of these.
   */
  readonly lenient: boolean;
}

/** `text` without byte order mark, its lines ending in LF. */
export function splitFrontMatter(text: string, { lenient }: SplitOptions): FrontMatter {
  const lines = text.split('\n');
  const open = lines.findIndex((line) => line.trim() !== '');
  if (open === -1 || lines[open]?.trimEnd() !== '---') return { kind: 'none', body: text.trim(), bodyLine: open + 1 };
  const close = lines.findIndex((line, index) => index > open && /^(?:---|\.\.\.)\s*$/u.test(line));
  if (close === -1) return { kind: 'broken', line: open + 1, fault: { kind: 'open-front-matter' } };
  const source = lines.slice(open + 1, close).join('\n');
  const strict = read(source, lenient);
  const taken = strict.kind === 'broken' && lenient && close - open <= MAX_MENDED_LINES ? read(quoted(source), lenient) : strict;
  if (taken.kind === 'broken') return strict.kind === 'broken' ? { ...strict, line: strict.line + open + 1 } : taken;
  const body = lines.slice(close + 1);
  const blank = Math.max(
    0,
    body.findIndex((line) => line.trim() !== ''),
  );
  return {
    kind: 'split',
    head: taken.head,
    body: body.join('\n').trim(),
    bodyLine: close + 2 + blank,
    lineOf: (path) => taken.lineOf(path) + open + 1,
  };
}

type Read =
  | { readonly kind: 'head'; readonly head: unknown; readonly lineOf: (path: Path) => number }
  | { readonly kind: 'broken'; readonly line: number; readonly fault: LibraryFault };

/** Whatever the parser throws (an alias without its anchor, aliases that would become a huge text, brackets a mile deep) is the file's fault. */
function read(source: string, lenient: boolean): Read {
  const lineCounter = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lineCounter.linePos(offset).line);
  try {
    const document = parseDocument(source, { lineCounter, prettyErrors: false, logLevel: 'silent', uniqueKeys: !lenient });
    const [error] = document.errors;
    if (error) return { kind: 'broken', line: lineAt(error.pos[0]), fault: { kind: 'not-yaml', detail: firstLine(error.message) } };
    return { kind: 'head', head: document.toJS() ?? {}, lineOf: (path) => lineAt(offsetOf(document, path)) };
  } catch (problem) {
    return { kind: 'broken', line: 1, fault: { kind: 'not-yaml', detail: firstLine(problem instanceof Error ? problem.message : String(problem)) } };
  }
}

/** Each line `key: value` that is no YAML by itself gets its value quoted; what stands below it is left alone. */
function quoted(source: string): string {
  return source
    .split('\n')
    .map((line) => {
      const [, key = '', value = ''] = /^([\w-]+):[ \t]+(\S.*)$/u.exec(line) ?? [];
      if (key === '' || isOpen(value) || parseDocument(line, { prettyErrors: false, logLevel: 'silent' }).errors.length === 0) return line;
      return `${key}: ${JSON.stringify(value.trim())}`;
    })
    .join('\n');
}

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['[', ']'],
  ['{', '}'],
]);

/** A quote or bracket that nothing closes is a mistake, whatever else is: nobody knows where the value was to end. */
function isOpen(value: string): boolean {
  const close = CLOSERS.get(value.charAt(0));
  return close !== undefined && !value.slice(1).includes(close);
}

/** Of the key where there is one: an empty value has no place of its own. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((one) => isScalar(one.key) && one.key.value === key) : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? '';
}
