/**
 * When the next call of one method in one workspace may go out: never more than the rate in any minute, and the last
 * places of each minute are kept for what people wait for.
 */
import type { Priority } from './priority.ts';
import type { Rate } from './rates.ts';

/** A little more than a minute, and a little more than the second of a channel: calls do not travel equally fast. */
const WINDOW_MS = 61_000;
const TRAVEL_MS = 50;

/** How much of a minute's calls each may take up. */
const SHARE: Readonly<Record<Priority, number>> = { decision: 1, answer: 0.9, progress: 0.7, background: 0.5 };

export interface SendWindow {
  /** The earliest time at which such a call may go out, by the same clock as `now`. */
  freeAt(channel: string | null, priority: Priority, now: number): number;
  went(channel: string | null, now: number): void;
  /** Slack said that it is too much: nothing before then. */
  blockUntil(time: number): void;
  /** Nothing of it matters any more. */
  idle(now: number): boolean;
}

export function createSendWindow({ perMinute, perChannelMs }: Rate): SendWindow {
  let sent: number[] = [];
  const lastInChannel = new Map<string, number>();
  let blockedUntil = 0;

  function forget(now: number): void {
    sent = sent.filter((at) => at > now - WINDOW_MS);
    for (const [channel, at] of lastInChannel) if (at + perChannelMs + TRAVEL_MS <= now) lastInChannel.delete(channel);
  }

  return {
    freeAt(channel, priority, now) {
      forget(now);
      const places = Math.max(1, Math.floor(perMinute * SHARE[priority]));
      // With n places the n-th last call must have left the window.
      const oldest = sent.at(-places);
      const last = perChannelMs > 0 && channel !== null ? lastInChannel.get(channel) : undefined;
      return Math.max(now, blockedUntil, oldest === undefined ? 0 : oldest + WINDOW_MS, last === undefined ? 0 : last + perChannelMs + TRAVEL_MS);
    },
    went(channel, now) {
      sent.push(now);
      if (perChannelMs > 0 && channel !== null) lastInChannel.set(channel, now);
    },
    blockUntil(time) {
      blockedUntil = Math.max(blockedUntil, time);
    },
    idle(now) {
      forget(now);
      return sent.length === 0 && lastInChannel.size === 0 && blockedUntil <= now;
    },
  };
}
