/** Lets the fetch loop sleep until there may be something to fetch. A call during a fetch is remembered. */
export interface WakeSignal {
  notify(): void;
  /** Resolves at the next notify, at once if one came since the last wait, or after `ms`; says which. */
  wait(ms: number): Promise<'notified' | 'late'>;
}

export function createWakeSignal(): WakeSignal {
  let pending = false;
  let release: (() => void) | null = null;
  return {
    notify() {
      pending = true;
      release?.();
    },
    async wait(ms) {
      if (!pending) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          release = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        release = null;
      }
      const notified = pending;
      pending = false;
      return notified ? 'notified' : 'late';
    },
  };
}
