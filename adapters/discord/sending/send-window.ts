/**
 * When the next call of a queue may go out. Discord tells each route's rate with its answers, and discord.js keeps it and
 * says how long to wait; what is left to us is the 50 calls a second for the whole app, the last of which are kept for
 * what people wait for. docs.discord.com/developers/topics/rate-limits
 */
import type { Priority } from '../../../src/chat/sending/priority.ts';
import type { SendWindow } from '../../../src/chat/sending/send-window.ts';
import { LIMITS } from '../limits.ts';

/** A little more than the second: calls do not travel equally fast. */
const SECOND_MS = 1_100;

/** How much of a second's calls each may take up. */
const SHARE: Readonly<Record<Priority, number>> = { decision: 1, answer: 0.9, progress: 0.6, background: 0.4 };

/** A few are left for what interactions are answered with, and for other processes. */
const PER_SECOND = LIMITS.requestsPerSecond.most - 5;

export interface AppWindow extends SendWindow {
  /** For one queue: what blocks it blocks no other. */
  part(): SendWindow;
}

export function createAppWindow(): AppWindow {
  const app = createWindow();
  return {
    ...app,
    part() {
      let blockedUntil = 0;
      return {
        freeAt: (channel, priority, now) => Math.max(blockedUntil, app.freeAt(channel, priority, now)),
        went: app.went,
        blockUntil(time) {
          blockedUntil = Math.max(blockedUntil, time);
        },
        idle: (now) => blockedUntil <= now,
      };
    },
  };
}

function createWindow(): SendWindow {
  let sent: number[] = [];
  let blockedUntil = 0;
  return {
    freeAt(_channel, priority, now) {
      sent = sent.filter((at) => at > now - SECOND_MS);
      // With n places the n-th last call must have left the window.
      const oldest = sent.at(-Math.floor(PER_SECOND * SHARE[priority]));
      return Math.max(now, blockedUntil, oldest === undefined ? 0 : oldest + SECOND_MS);
    },
    went(_channel, now) {
      sent.push(now);
    },
    blockUntil(time) {
      blockedUntil = Math.max(blockedUntil, time);
    },
    idle: (now) => blockedUntil <= now,
  };
}
