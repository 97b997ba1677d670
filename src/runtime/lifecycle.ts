/**
 * Start and stop of the process. What was started last is stopped first, once, within a limit each; a second signal
 * changes nothing. States: starting, up, stopping.
 */
import type { Logger } from 'pino';

export interface Lifecycle {
  /** Registers how to stop what has just been started. */
  started(name: string, stop: () => Promise<void>): void;
  /** Resolves when everything is stopped. While the start is under way, it is waited for. */
  stop(reason: string): Promise<void>;
  /** The start is over, well or not. */
  startEnded(): void;
}

/** Longer than any step should take: the drives' own grace is 7 s. One that hangs must not keep the others from stopping. */
const STEP_LIMIT_MS = 8_000;

export function createLifecycle(log: Logger): Lifecycle {
  const parts: { name: string; stop: () => Promise<void> }[] = [];
  const start = Promise.withResolvers<void>();
  let stopping: Promise<void> | null = null;

  async function stopAll(reason: string): Promise<void> {
    log.info({ reason }, 'stopping');
    await start.promise;
    for (const part of parts.reverse()) await stopPart(part, log);
    log.info({}, 'stopped');
  }

  return {
    started: (name, stop) => parts.push({ name, stop }),
    stop(reason) {
      if (stopping !== null) log.info({ reason }, 'already stopping');
      stopping ??= stopAll(reason);
      return stopping;
    },
    startEnded: () => start.resolve(),
  };
}

async function stopPart({ name, stop }: { name: string; stop: () => Promise<void> }, log: Logger): Promise<void> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), STEP_LIMIT_MS);
  try {
    if ((await Promise.race([stop(), late.promise])) === 'late') log.error({ part: name, limitMs: STEP_LIMIT_MS }, 'a part did not stop in time');
  } catch (error) {
    log.error({ err: error, part: name }, 'a part did not stop cleanly');
  } finally {
    clearTimeout(timer);
  }
}
