/** Items that a request lists with commas or lines: `add auth, logging and tests` has three. */

/** Shorter lists are more often a turn of phrase than a list of work. */
const LEAST_ITEMS = 3;

export function listedItems(task: string): readonly string[] {
  const lines = task
    .split('\n')
    .map((line) => /^\s*(?:[-*•]|\d+[.)])\s+(\S.*)$/u.exec(line)?.[1]?.trim() ?? '')
    .filter((item) => item !== '');
  if (lines.length >= 2) return lines;
  const sentence = task.split(/[.;\n]/u).find((part) => part.includes(',')) ?? '';
  const items = sentence
    .split(/,|\band\b|\bund\b|\bet\b|\by\b/iu)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items.length >= LEAST_ITEMS && items.every((item) => item.split(/\s+/u).length <= 8) ? items : [];
}
