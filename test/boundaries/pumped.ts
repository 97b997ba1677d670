/** Texts that make a slow regular expression slow, and a measure of it that a loaded machine does not change: growth, not time. */

/** What people and models repeat by accident, or on purpose. */
const COMMON = [' ', '\n', '\t', 'a', '1', '-', '.', ',', ';', ':', '=', '"', "'", '`', '[', ']', '(', '{', '#', '/', '@', '“', '„', '—', '<', '*', '_', '\r'];

/** One character, word or pair of them from the pattern itself, or of the common ones, over and over, with an end that fits nothing. */
export function pumpsFor(source: string): readonly string[] {
  const plain = source.replaceAll(/\\[a-z](?:\{[^}]*\})?|[\\()[\]?*+|^$]|\{[\d,]+\}/giu, ' ');
  const words = plain.split(/\s+/u).filter((word) => word.length > 1 && word.length <= 20);
  const own = [...new Set(source.match(/[^\\a-z0-9]/giu) ?? [])].slice(0, 12);
  const pairs = [...own, ' ', '\n', 'a', '1'].flatMap((one) => [' ', '\n', 'a', '1', ...own.slice(0, 6)].map((other) => `${one}${other}`));
  return [...new Set([...COMMON, ...own, ...words.slice(0, 12), ...words.slice(0, 12).map((word) => ` ${word} `), ...pairs])];
}

export function pumped(pump: string, characters: number): string {
  return `${pump.repeat(Math.ceil(characters / pump.length)).slice(0, characters)}\u0001`;
}

/** What is done within less has not looked at each character once for every other: a step takes longer than this. */
const MS_PER_SQUARE = 1 / 40_000_000;

/** True: twice the text takes more than three times as long. `work` is the size's own: it is run several times. */
export function growsTooFast(work: (characters: number) => void, characters: number): boolean {
  const quick = (2 * characters) ** 2 * MS_PER_SQUARE;
  if (milliseconds(() => work(2 * characters)) < quick) return false;
  const [once, twice] = [characters, 2 * characters].map((size) => Math.min(...Array.from({ length: 5 }, () => milliseconds(() => work(size)))));
  return once !== undefined && twice !== undefined && twice >= quick && twice > 3 * once;
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
