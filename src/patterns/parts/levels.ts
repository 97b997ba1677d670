/** Topological levels: who can start at once, who can start after them, and so on. */

export type Levels =
  | { readonly kind: 'levels'; readonly levels: readonly (readonly number[])[] }
  /** The positions of a circle and of what waits for it. */
  | { readonly kind: 'circle'; readonly positions: readonly number[] };

/** `dependencies[i]` lists what position `i + 1` needs, as positions from 1. Within a level, order is kept. */
export function levelsOf(dependencies: readonly (readonly number[])[]): Levels {
  const levels: number[][] = [];
  const placed = new Set<number>();
  let waiting = dependencies.map((_, index) => index + 1);
  while (waiting.length > 0) {
    const ready = waiting.filter((position) => (dependencies[position - 1] ?? []).every((needed) => placed.has(needed)));
    if (ready.length === 0) return { kind: 'circle', positions: waiting };
    levels.push(ready);
    for (const position of ready) placed.add(position);
    waiting = waiting.filter((position) => !placed.has(position));
  }
  return { kind: 'levels', levels };
}
