/**
 * `Load agents/personas/startup-cto.md`, a line each, as the source's quick reference has it; or `use startup-cto for the next
 * phase`. Prose about loading or using something is not meant.
 */
export interface LoadLine {
  readonly typed: string;
  /** It can only be a path, whatever the library has: it has slashes, ends in `.md`, or is set as code. */
  readonly isPath: boolean;
}

/** Null: not every line is one. */
export function readLoadLines(text: string): readonly LoadLine[] | null {
  const used = readUse(text);
  if (used) return used;
  const lines = text.split(/\r\n|[\n\r\u2028]/u).filter((line) => line.trim() !== '');
  if (lines.length === 0 || lines.length > MOST_LINES) return null;
  const read = lines.map(readLine);
  return read.every((line) => line !== null) ? read : null;
}

/** A pasted text is no list of things to load. */
const MOST_LINES = 20;

/** The whole text, with an exact beginning and end: nobody says this of anything else. Spaces are single by then. */
const USE = /^(?:please )?use (.+) (?:for|in) the next phase[.!]?$/iu;
/** Longer than any such sentence. */
const MOST_CHARACTERS = 1_000;
/** A name or a path of the library. */
const NAMED = /^(?:`[^`]{1,300}`|[\p{L}\p{N}._/\\-]{1,300})$/u;

function readUse(text: string): readonly LoadLine[] | null {
  const said = text.trim();
  const named = said.length > MOST_CHARACTERS ? undefined : USE.exec(said.replaceAll(/\s+/gu, ' '))?.[1];
  if (named === undefined) return null;
  const names = named.split(/ ?, ?(?:and )?| and /u).map((name) => name.replace(/^(?:the )?(?:persona|skill) /iu, ''));
  if (names.length > MOST_LINES || !names.every((name) => NAMED.test(name))) return null;
  return names.map((name) => ({ typed: name.replaceAll('`', ''), isPath: true }));
}

const LINE = /^\s*(?:[-*•]\s+)?load:?\s+(?:`([^`]{1,300})`|([^\s`]{1,300}?))[.,;]?\s*$/iu;

function readLine(line: string): LoadLine | null {
  const [found, code, bare = ''] = LINE.exec(line) ?? [];
  if (found === undefined) return null;
  const typed = (code ?? bare).trim();
  if (typed === '') return null;
  return { typed, isPath: code !== undefined || /[\\/]|\.md$/iu.test(typed) };
}
