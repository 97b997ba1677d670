/** Calls that come while one is under way go together with the next: at most two batches at a time, so that one that hangs holds up no other. */
interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const BATCHES_AT_ONCE = 2;

/** `work` returns one result per item, in their order; when it fails, all of its items fail. */
export function inBatches<Item, Result>(most: number, work: (items: readonly Item[]) => Promise<readonly Result[]>): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let underWay = 0;

  async function run(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result === undefined) reject(new Error('A batch brought fewer results than it had items.'));
        else resolve(result);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      underWay -= 1;
      next();
    }
  }

  function next(): void {
    while (underWay < BATCHES_AT_ONCE && waiting.length > 0) {
      underWay += 1;
      void run(waiting.splice(0, most));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      next();
    });
}
