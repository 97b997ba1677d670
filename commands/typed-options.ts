/**
 * `key:value` in the text of a request. Options stand at its very start or its very end, with nothing between the colon
 * and the value; everything else (`Note: ...`, `https://...`, `see section 2:4`) is the request's own words.
 */
import type { Misreading } from '../src/cards/misreading.ts';
import { closestName, slips } from '../src/engine/closest-name.ts';
import { OPTION_KEYS, type OptionKey, type TypedOptions } from '../src/engine/request-options.ts';
import { endTrimmedOf } from '../src/engine/trimmed-of.ts';

export type ReadOptions =
  | { readonly kind: 'read'; readonly options: TypedOptions; readonly rest: string }
  | { readonly kind: 'misread'; readonly problem: Misreading };

/** `spoken`: a plain message, in which only exact keys are options and a near miss is nobody's mistake. */
export function readOptions(text: string, { spoken }: { readonly spoken: boolean }): ReadOptions {
  const found: Found[] = [];
  const afterHead = taken(text.trim(), HEAD, found, spoken);
  const rest = taken(afterHead, TAIL, found, spoken);
  const unknown = found.find((one) => one.kind === 'unknown');
  if (unknown?.kind === 'unknown') return { kind: 'misread', problem: { kind: 'unknown-option', typed: unknown.typed, closest: unknown.closest } };
  const options: Partial<Record<OptionKey, string>> = {};
  for (const one of found) {
    if (one.kind !== 'known') continue;
    if (options[one.key] !== undefined) return { kind: 'misread', problem: { kind: 'option-twice', option: one.key } };
    options[one.key] = one.value;
  }
  return { kind: 'read', options, rest };
}

type Found =
  | { readonly kind: 'known'; readonly key: OptionKey; readonly value: string }
  | { readonly kind: 'unknown'; readonly typed: string; readonly closest: OptionKey | null };

const QUOTED = `"[^"\\n]*"|“[^”\\n]*”|„[^“”\\n]*[“”]`;
const WORD = `(\\p{L}[\\p{L}-]*):(${QUOTED}|[^\\s"“„][^\\s]*)`;
const HEAD = new RegExp(`^${WORD}(?:\\s+|$)`, 'u');
const TAIL = new RegExp(`(?<=^|\\s)${WORD}$`, 'u');

/** An option at the end begins within these last characters: looking through a whole long text from each of its words would take minutes. */
const TAIL_LENGTH = 2_000;

/** Takes options off one end, one after the other, until something else stands there. */
function taken(text: string, end: RegExp, found: Found[], spoken: boolean): string {
  let rest = text;
  for (;;) {
    const skipped = end === HEAD ? 0 : tailStart(rest);
    const match = end.exec(rest.slice(skipped));
    if (!match) return rest;
    const [whole, key = '', value = ''] = match;
    const read = optionIn(key, value, { besideOption: found.length > 0, spoken });
    if (!read) return rest;
    found.push(read);
    rest = (end === HEAD ? rest.slice(whole.length) : rest.slice(0, skipped + match.index)).trim();
  }
}

/** A word that begins before it is none of its own. */
function tailStart(text: string): number {
  const from = text.length - TAIL_LENGTH;
  if (from <= 0) return 0;
  const gap = text.slice(from).search(/\s/u);
  return gap === -1 ? text.length : from + gap;
}

/** They begin other things: agents of `/parallel`, addresses. */
const NEVER_OPTIONS = new Set(['explore', 'plan', 'general', 'general-purpose', 'orchestrate', 'http', 'https', 'ftp', 'file', 'mailto', 'ssh', 'git', 'tel']);

function optionIn(typed: string, value: string, { besideOption, spoken }: { besideOption: boolean; spoken: boolean }): Found | null {
  const word = typed.toLowerCase();
  const key = OPTION_KEYS.find((known) => known === word);
  if (key) return { kind: 'known', key, value: unquoted(value) };
  if (spoken || NEVER_OPTIONS.has(word) || value.startsWith('/') || word.length < 3) return null;
  const near = OPTION_KEYS.find((known) => slips(word, known) <= 1) ?? null;
  if (near !== null) return { kind: 'unknown', typed, closest: near };
  // Between options it can hardly be anything else.
  return besideOption ? { kind: 'unknown', typed, closest: OPTION_KEYS.find((known) => known === closestName(word, OPTION_KEYS)) ?? null } : null;
}

function unquoted(value: string): string {
  const quoted = /^["“„](.*)["“”]$/u.exec(value);
  return (quoted?.[1] ?? endTrimmedOf(value, /[,;]/u)).trim();
}
