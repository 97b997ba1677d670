/** A table of Markdown as lines of text, since Discord draws none: columns below each other where they fit into a window. */
export function tableText(rows: readonly string[]): string {
  const cells = rows.map(cellsOf);
  const widths = cells.reduce<readonly number[]>((most, row) => longer(most, row), []);
  if (widths.reduce((sum, width) => sum + width + 3, 0) > WIDEST) return rows.join('\n');
  return cells.map((row) => (isRule(row) ? ruled(widths) : padded(row, widths))).join('\n');
}

/** Without a rule under its head it is no table. */
export function isTable(rows: readonly string[]): boolean {
  const [, rule] = rows;
  return rule !== undefined && isRule(cellsOf(rule));
}

/** Code is not folded on a wide screen up to about here. */
const WIDEST = 90;

function cellsOf(row: string): readonly string[] {
  return row
    .trim()
    .replace(/^\||\|$/gu, '')
    .split(/(?<!\\)\|/u)
    .map((cell) => cell.trim());
}

function isRule(cells: readonly string[]): boolean {
  return cells.every((cell) => /^:?-+:?$/u.test(cell));
}

function longer(most: readonly number[], row: readonly string[]): readonly number[] {
  const columns = Math.max(most.length, row.length);
  return Array.from({ length: columns }, (_, column) => Math.max(most[column] ?? 1, isRule(row) ? 1 : (row[column]?.length ?? 0)));
}

function ruled(widths: readonly number[]): string {
  return widths.map((width) => '-'.repeat(width)).join('-|-');
}

function padded(row: readonly string[], widths: readonly number[]): string {
  return widths
    .map((width, column) => (row[column] ?? '').padEnd(width))
    .join(' | ')
    .trimEnd();
}
