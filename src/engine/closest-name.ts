/** The known name that was probably meant: one or two slips away, or begun and not finished. */
export function closestName(typed: string, known: readonly string[]): string | null {
  const word = typed.toLowerCase();
  // Nobody mistypes a name into a paragraph; and the distance is quadratic.
  if (word === '' || word.length > 40) return null;
  const ranked = known.map((name) => ({ name, slips: slips(word, name.toLowerCase()) })).sort((one, other) => one.slips - other.slips);
  const [best] = ranked;
  if (best && best.slips <= Math.min(2, Math.floor(word.length / 2))) return best.name;
  const begun = word.length >= 3 ? known.filter((name) => name.toLowerCase().startsWith(word)) : [];
  return begun.length === 1 ? (begun[0] ?? null) : null;
}

/** Letters to add, drop, change or swap with their neighbour. */
export function slips(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const plain = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      next.push(swapped ? Math.min(plain, (before[j - 2] ?? 0) + 1) : plain);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
