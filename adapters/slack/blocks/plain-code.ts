/**
 * Code that every reader of Markdown takes for code. Text may only be left as it is there: where two readers could
 * disagree on what is code (other fences, indentation, escaped or odd backticks), all of it is treated as prose.
 */
export interface Region {
  readonly code: boolean;
  /** With its line ends. */
  readonly text: string;
}

export function codeRegions(source: string): readonly Region[] {
  const lines = source.split('\n');
  if (!plainFences(lines)) return [{ code: false, text: source }];
  const found: { code: boolean; lines: string[] }[] = [];
  let inside = false;
  for (const line of lines) {
    const fence = line.startsWith('```');
    const code = inside && !fence;
    const last = found.at(-1);
    if (last && last.code === code) last.lines.push(line);
    else found.push({ code, lines: [line] });
    if (fence) inside = !inside;
  }
  return found.map(({ code, lines: within }) => ({ code, text: within.join('\n') }));
}

/** Code within the lines of a prose region. */
export function inlineRegions(prose: string): readonly Region[] {
  if (!prose.split('\n').every(plainBackticks)) return [{ code: false, text: prose }];
  return prose.split(/(`[^`\n|]+`)/u).flatMap((text, index) => (text === '' ? [] : [{ code: index % 2 === 1, text }]));
}

const FENCE = /^```[\w+#.-]{0,30}$/u;

/** Three backticks at the start of a line, opened and closed in turn, and nothing else that could be a fence. */
function plainFences(lines: readonly string[]): boolean {
  let inside = false;
  for (const line of lines) {
    if (!/`{3}|~{3}/u.test(line)) continue;
    if (!(inside ? /^```$/u : FENCE).test(line)) return false;
    inside = !inside;
  }
  return !inside;
}

/** Single backticks in pairs, none of them escaped; a fence's own line is fine. */
function plainBackticks(line: string): boolean {
  if (FENCE.test(line)) return true;
  const runs = line.match(/\\?`+/gu) ?? [];
  return runs.length % 2 === 0 && runs.every((run) => run === '`');
}
