/** Time of a platform in tests: it passes by itself, and a test turns it on. What was planned happens when its time has come. */
export interface TurnedTime {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Returns how to call it off. With a grace, a turn over it first waits so long, in real time, for it to be called
   * off: an app that answers at once is not late because a test skipped an hour.
   */
  after(ms: number, run: () => void, graceMs?: number): () => void;
  /** Moves on by so much; what falls due on the way happens in order, and so does what follows from it. */
  turn(ms: number): Promise<void>;
  stop(): void;
}

interface Plan {
  readonly at: number;
  readonly graceMs: number;
  readonly run: () => void;
  readonly cancel: () => void;
}

const LOOK_EVERY_MS = 10;

export function createTurnedTime(): TurnedTime {
  let ahead = 0;
  let stopped = false;
  const planned = new Set<Plan>();
  const now = () => Date.now() + ahead;

  async function pass(plan: Plan): Promise<void> {
    for (let waited = 0; waited < plan.graceMs && planned.has(plan); waited += LOOK_EVERY_MS)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    if (planned.has(plan)) plan.run();
    await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    now,
    after(ms, run, graceMs = 0) {
      const happen = () => {
        cancel();
        run();
      };
      const timer = setTimeout(happen, ms);
      const plan: Plan = { at: now() + ms, graceMs, run: happen, cancel };
      function cancel(): void {
        clearTimeout(timer);
        planned.delete(plan);
      }
      if (stopped) clearTimeout(timer);
      else planned.add(plan);
      return cancel;
    },
    async turn(ms) {
      const end = now() + ms;
      for (;;) {
        const next = [...planned].filter((plan) => plan.at <= end).toSorted((one, other) => one.at - other.at)[0];
        if (!next) break;
        ahead += Math.max(0, next.at - now());
        await pass(next);
      }
      ahead += Math.max(0, end - now());
    },
    stop() {
      stopped = true;
      for (const plan of [...planned]) plan.cancel();
    },
  };
}
