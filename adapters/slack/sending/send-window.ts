/**
 * When the next call of one method in one workspace may go out: never more than the rate in any minute, and the last
 * places of each minute are kept for what people wait for.
 */
import type { Priority } from '../../../src/chat/sending/priority.ts';
import type { SendWindow } from '../../../src/chat/sending/send-window.ts';
import type { Rate } from './rates.ts';

/** A little more than a minute, and a little more than the second of a channel: calls do not travel equally fast. */
const WINDOW_MS = 61_000;
const TRAVEL_MS = 50;

/** How much of a minute's calls each may take up. */
const SHARE: Readonly<Record<Priority, number>> = { decision: 1, answer: 0.9, progress: 0.7, background: 0.5 };

export function createSendWindow({ perMinute, perChannel }: Rate): SendWindow {
  let sent: number[] = [];
  /** Per channel: when all that went out would have been due, one after the other. */
  const dueInChannel = new Map<string, number>();
  const every = perChannel === null ? 0 : perChannel.everyMs + TRAVEL_MS;
  let blockedUntil = 0;
  let forgottenAt = Number.NEGATIVE_INFINITY;

  /** Once for each moment: all that wait are asked about together. */
  function forget(now: number): void {
    if (now === forgottenAt) return;
    forgottenAt = now;
    sent = sent.filter((at) => at > now - WINDOW_MS);
    for (const [channel, due] of dueInChannel) if (due <= now) dueInChannel.delete(channel);
  }

  function freeInChannel(channel: string | null): number {
    const due = perChannel === null || channel === null ? undefined : dueInChannel.get(channel);
    return due === undefined || perChannel === null ? 0 : due - (perChannel.atOnce - 1) * every;
  }

  return {
    freeAt(channel, priority, now) {
      forget(now);
      const places = Math.max(1, Math.floor(perMinute * SHARE[priority]));
      // With n places the n-th last call must have left the window.
      const oldest = sent.at(-places);
      return Math.max(now, blockedUntil, oldest === undefined ? 0 : oldest + WINDOW_MS, freeInChannel(channel));
    },
    went(channel, now) {
      sent.push(now);
      if (perChannel !== null && channel !== null) dueInChannel.set(channel, Math.max(dueInChannel.get(channel) ?? 0, now) + every);
    },
    blockUntil(time) {
      blockedUntil = Math.max(blockedUntil, time);
    },
    idle(now) {
      forget(now);
      return sent.length === 0 && dueInChannel.size === 0 && blockedUntil <= now;
    },
  };
}
