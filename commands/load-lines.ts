/** `Load agents/personas/startup-cto.md`, a line each, as the source's quick reference has it. Prose about loading is not meant. */
export interface LoadLine {
  readonly typed: string;
  /** It can only be a path, whatever the library has: it has slashes, ends in `.md`, or is set as code. */
  readonly isPath: boolean;
}

/** Null: not every line is one. */
export function readLoadLines(text: string): readonly LoadLine[] | null {
  const lines = text.split(/\r\n|[\n\r\u2028]/u).filter((line) => line.trim() !== '');
  if (lines.length === 0 || lines.length > MOST_LINES) return null;
  const read = lines.map(readLine);
  return read.every((line) => line !== null) ? read : null;
}

/** A pasted text is no list of things to load. */
const MOST_LINES = 20;

const LINE = /^\s*(?:[-*•]\s+)?load:?\s+(?:`([^`]{1,300})`|([^\s`]{1,300}?))[.,;]?\s*$/iu;

function readLine(line: string): LoadLine | null {
  const [found, code, bare = ''] = LINE.exec(line) ?? [];
  if (found === undefined) return null;
  const typed = (code ?? bare).trim();
  if (typed === '') return null;
  return { typed, isPath: code !== undefined || /[\\/]|\.md$/iu.test(typed) };
}
