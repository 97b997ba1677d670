/**
 * Losses that this process told runs of and did not take back since. What a run says of its place can be older: one that no process
 * drives at the moment, as after a crash, takes what it was told when a process comes to it.
 */
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Desk, PlaceChange } from '../../../src/ports/desk.ts';

export interface ToldLately {
  lost(tenant: TenantId, channel: ChannelId, thread: ThreadId): boolean;
  /** Remembers what is told through it. */
  readonly desk: Pick<Desk, 'place'>;
}

/** Longer than a run is ever without a process that could take it. */
const LATELY_MS = 5 * 60_000;

export function createToldLately(desk: Pick<Desk, 'place'>, clock: Pick<Clock, 'now'>): ToldLately {
  const until = new Map<string, number>();

  function remember({ tenant, channel, thread, reason }: PlaceChange): void {
    for (const [key, end] of until) if (end <= clock.now()) until.delete(key);
    const key = keyOf(tenant, channel, thread);
    if (reason === null) until.delete(key);
    else until.set(key, clock.now() + LATELY_MS);
  }

  return {
    // Of a thread, of its channel or of the whole guild.
    lost: (tenant, channel, thread) =>
      [keyOf(tenant, channel, thread), keyOf(tenant, channel, null), keyOf(tenant, null, null)].some((key) => (until.get(key) ?? 0) > clock.now()),
    desk: {
      place(change) {
        remember(change);
        return desk.place(change);
      },
    },
  };
}

const keyOf = (tenant: TenantId, channel: ChannelId | null, thread: ThreadId | null): string => `${tenant} ${channel ?? ''} ${thread ?? ''}`;
