/** Slack's time: it passes by itself, and a test turns it on. What was planned happens when its time has come. */
export interface SlackTime {
  /** Epoch milliseconds. */
  now(): number;
  /** Returns how to call it off. */
  after(ms: number, run: () => void): () => void;
  /** Moves on by so much; what falls due on the way happens in order. */
  turn(ms: number): void;
  stop(): void;
}

export function createSlackTime(): SlackTime {
  let ahead = 0;
  const planned = new Set<{ readonly at: number; readonly run: () => void }>();
  const now = () => Date.now() + ahead;
  const cancels = new Map<object, () => void>();
  return {
    now,
    after(ms, run) {
      const plan = { at: now() + ms, run: () => cancel() && run() };
      const timer = setTimeout(plan.run, ms);
      const cancel = () => {
        clearTimeout(timer);
        cancels.delete(plan);
        return planned.delete(plan);
      };
      planned.add(plan);
      cancels.set(plan, cancel);
      return cancel;
    },
    turn(ms) {
      const end = now() + ms;
      for (;;) {
        const next = [...planned].filter((plan) => plan.at <= end).toSorted((one, other) => one.at - other.at)[0];
        if (!next) break;
        ahead += Math.max(0, next.at - now());
        next.run();
      }
      ahead += Math.max(0, end - now());
    },
    stop() {
      for (const cancel of [...cancels.values()]) cancel();
    },
  };
}
