/** Runs over a list with a few at work at a time: a process may have about a thousand files open. */
const AT_ONCE = 16;

/** Results in the order of the items. */
export async function someAtOnce<Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  const worker = async () => {
    for (const [index, item] of rest) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
