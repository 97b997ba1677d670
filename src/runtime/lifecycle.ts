/**
 * Start and stop of the process. What was started last is stopped first, once, within a limit each; a second signal
 * changes nothing. States: starting, up, stopping.
 */
import type { Logger } from 'pino';
import type { Clock } from '../ports/clock.ts';
import { within } from './within.ts';

export interface Lifecycle {
  /** Registers how to stop what has just been started. */
  started(name: string, stop: () => Promise<void>): void;
  /** Resolves when everything is stopped. A start that is under way is waited for, but not for long: it may hang. */
  stop(reason: string): Promise<void>;
  /** The start is over, well or not. */
  startEnded(): void;
}

interface Part {
  readonly name: string;
  readonly stop: () => Promise<void>;
}

/** Longer than any step should take: the drives' own grace is 7 s. One that hangs must not keep the others from stopping. */
const STEP_LIMIT_MS = 8_000;

/** What a healthy start takes at most. One that waits for a database or a folder for longer must not outlive the signal. */
const START_LIMIT_MS = 4_000;

export function createLifecycle(log: Logger, clock: Clock): Lifecycle {
  const parts: Part[] = [];
  const start = Promise.withResolvers<void>();
  let stopping: Promise<void> | null = null;

  async function stopAll(reason: string): Promise<void> {
    log.info({ reason }, 'stopping');
    if ((await within(START_LIMIT_MS, start.promise, clock)) === 'late')
      log.error({ limitMs: START_LIMIT_MS }, 'the start does not end: stopping what it has started');
    for (const part of parts.toReversed()) await stopPart(part, log, clock);
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

async function stopPart({ name, stop }: Part, log: Logger, clock: Clock): Promise<void> {
  try {
    if ((await within(STEP_LIMIT_MS, stop(), clock)) === 'late') log.error({ part: name, limitMs: STEP_LIMIT_MS }, 'a part did not stop in time');
  } catch (error) {
    log.error({ err: error, part: name }, 'a part did not stop cleanly');
  }
}
