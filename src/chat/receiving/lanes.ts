/** Runs work with so many at a time in each lane; what has the same order key runs one after the other. */
import type { TenantId } from '../../engine/ids.ts';

export interface Lane {
  readonly lane: string;
  readonly most: number;
  /** Null: in any order. */
  readonly inOrder: string | null;
}

/** One tenant never waits for another: each has lanes of its own. `order`: what has the same goes one after the other. */
export function lanesOf(tenant: TenantId): (name: string, most: number, order?: string) => Lane {
  return (name, most, order) => ({ lane: `${name} ${tenant}`, most, inOrder: order === undefined ? null : `${name} ${tenant} ${order}` });
}

export interface Lanes<Item> {
  run<T>(item: Item, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
}

export function createLanes<Item>(laneOf: (item: Item) => Lane): Lanes<Item> {
  const running = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  const tails = new Map<string, Promise<unknown>>();
  const all = new Set<Promise<unknown>>();

  async function enter(lane: string, most: number): Promise<void> {
    const busy = running.get(lane) ?? 0;
    if (busy < most) {
      running.set(lane, busy + 1);
      return;
    }
    await new Promise<void>((resolve) => waiting.set(lane, [...(waiting.get(lane) ?? []), resolve]));
  }

  /** Whoever waits takes over the place. */
  function leave(lane: string): void {
    const [next, ...others] = waiting.get(lane) ?? [];
    waiting.set(lane, others);
    if (next) {
      next();
      return;
    }
    const busy = (running.get(lane) ?? 1) - 1;
    if (busy > 0) running.set(lane, busy);
    else {
      running.delete(lane);
      waiting.delete(lane);
    }
  }

  async function inLane<T>({ lane, most }: Lane, work: () => Promise<T>): Promise<T> {
    await enter(lane, most);
    try {
      return await work();
    } finally {
      leave(lane);
    }
  }

  async function afterOthers<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === mine) tails.delete(key);
    }
  }

  return {
    async run(item, work) {
      const lane = laneOf(item);
      const turn = lane.inOrder === null ? inLane(lane, work) : afterOthers(lane.inOrder, () => inLane(lane, work));
      all.add(turn);
      try {
        return await turn;
      } finally {
        all.delete(turn);
      }
    },
    async idle() {
      while (all.size > 0) await Promise.allSettled(all);
    },
  };
}
