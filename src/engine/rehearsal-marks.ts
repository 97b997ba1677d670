/**
 * Marks: `[[fail]]`, `[[fail:2]]`, `[[slow:30s]]`, `[[malformed]]` in a request let a team practise failures with the
 * rehearsal model, `[[red]]` a panel that does not agree, `[[redo]]` and `[[reassign]]` a supervisor who sends work back. They are taken out of everything that a real model sees.
 */
export interface RehearsalMarks {
  /** How many tries fail; `Infinity` for `[[fail]]`, 0 for none. */
  readonly failingTries: number;
  /** How long the answer takes, in milliseconds. */
  readonly slowMs: number;
  readonly malformed: boolean;
  /** The ballot is a red one. */
  readonly red: boolean;
  /** A supervisor sends the result back once, to the same agent or to another. */
  readonly redo: boolean;
  readonly reassign: boolean;
}

const MARK = /\[\[(fail|slow|malformed|redo|reassign|red)(?::([^[\]]*))?\]\]/giu;
const MARK_AND_GAP = new RegExp(`(?<![ \\t])[ \\t]*${MARK.source}`, 'giu');
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

export function marksIn(text: string): RehearsalMarks {
  let marks: RehearsalMarks = { failingTries: 0, slowMs: 0, malformed: false, red: false, redo: false, reassign: false };
  for (const [, name = '', argument = ''] of text.matchAll(MARK)) {
    switch (name.toLowerCase()) {
      case 'fail':
        marks = { ...marks, failingTries: Math.max(marks.failingTries, triesOf(argument)) };
        break;
      case 'slow':
        marks = { ...marks, slowMs: marks.slowMs + millisecondsOf(argument) };
        break;
      case 'redo':
        marks = { ...marks, redo: true };
        break;
      case 'reassign':
        marks = { ...marks, reassign: true };
        break;
      case 'red':
        marks = { ...marks, red: true };
        break;
      default:
        marks = { ...marks, malformed: true };
    }
  }
  return marks;
}

/** The marks of a text as they stand in it, in order. */
export function markTexts(text: string): readonly string[] {
  return [...text.matchAll(MARK)].map(([mark]) => mark);
}

export function stripMarks(text: string): string {
  return text.replace(MARK_AND_GAP, '').trimStart();
}

function triesOf(argument: string): number {
  const tries = Number.parseInt(argument, 10);
  return Number.isNaN(tries) ? Number.POSITIVE_INFINITY : Math.max(0, tries);
}

function millisecondsOf(argument: string): number {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m)?$/u.exec(argument.trim().toLowerCase());
  return found ? Number(found[1]) * (UNITS[found[2] ?? 's'] ?? 0) : 0;
}
