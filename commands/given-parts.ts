/**
 * The tasks of `/parallel`: each in quotes (straight, curly, low or angled ones, as keyboards and chat apps make
 * them), or, where no line begins with a quote, each on a line of its own.
 */
import type { Misreading } from '../src/cards/misreading.ts';

export type GivenParts = { readonly kind: 'parts'; readonly parts: readonly string[] } | { readonly kind: 'misread'; readonly problem: Misreading };

export function givenParts(text: string): GivenParts {
  return QUOTED_START.test(text) ? quotedParts(text) : { kind: 'parts', parts: lineParts(text) };
}

/** Opening quotes with all that may close them: a chat app may curl one side only. */
const CLOSERS: Readonly<Record<string, string>> = { '"': '"”“', '“': '”"“', '„': '“”"', '«': '»', '»': '«', "'": "'’", '‘': "’'" };

/** A prefix may stand before its quote: `explore:"..."`. */
const QUOTED_START = /^(?:(?:explore|plan|general)(?:-purpose)?\s*:\s*)?["“„«»'‘]/iu;

function quotedParts(text: string): GivenParts {
  const parts: string[] = [];
  let at = skipGap(text, 0);
  while (at < text.length) {
    const start = QUOTED_START.exec(text.slice(at));
    if (!start) return { kind: 'misread', problem: { kind: 'outside-quotes', typed: strayWords(text.slice(at)) } };
    const open = at + start[0].length - 1;
    const close = closing(text, open);
    if (close === null) return { kind: 'misread', problem: { kind: 'open-quote', part: parts.length + 1 } };
    parts.push(start[0].slice(0, -1) + unescaped(text.slice(open + 1, close)));
    at = skipGap(text, close + 1);
  }
  return { kind: 'parts', parts };
}

/**
 * A closing quote ends its task only before a gap, the next quote or the end, so that "don't" does not close a single
 * one; a curly pair inside the quotes is text: `"list the “API” routes"`.
 */
function closing(text: string, open: number): number | null {
  const closers = CLOSERS[text.charAt(open)] ?? '';
  let inner = 0;
  for (let at = open + 1; at < text.length; at++) {
    const after = text.slice(at + 1, at + 2);
    if (text[at] === '\\') at++;
    else if (/[“„«]/u.test(text.charAt(at)) && /\S/u.test(after) && /\s/u.test(text.charAt(at - 1))) inner++;
    else if (inner > 0 && /[”“»]/u.test(text.charAt(at))) inner--;
    else if (closers.includes(text.charAt(at)) && /^(?:$|[\s,;]|["“„«‘])/u.test(after)) return at;
  }
  return null;
}

function unescaped(text: string): string {
  return text.replace(/\\(["“”„«»'‘’\\])/gu, '$1');
}

function skipGap(text: string, from: number): number {
  return from + (/^[\s,;]*/u.exec(text.slice(from))?.[0].length ?? 0);
}

function strayWords(rest: string): string {
  const words = (/^[^"“„«»‘]*/u.exec(rest)?.[0] ?? rest).trim() || rest.trim();
  return words.length > 60 ? `${[...words].slice(0, 60).join('')}…` : words;
}

/** Bullets and numbers of a pasted list are not part of the tasks. */
function lineParts(text: string): readonly string[] {
  return text
    .split(/\r\n|[\n\r\u2028]/u)
    .map((one) => one.replace(/^\s*(?:[-*•]\s+|\d{1,2}[.)]\s+)/u, '').trim())
    .filter((one) => one !== '');
}
