/** Tests that may run at once: what each of them opens is its own, and is closed when it ends, the newest first. */
import { test as base } from 'vitest';

export interface Opened {
  stop(): Promise<void> | void;
}

export const test = base.extend<{ open: Opened[] }>({
  open: async ({ task: _ }, use) => {
    const open: Opened[] = [];
    await use(open);
    for (const one of open.toReversed()) await one.stop();
  },
});
