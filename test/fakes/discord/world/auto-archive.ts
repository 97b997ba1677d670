/** A thread in which nobody wrote for as long as it was opened for archives itself. */
import type { Server } from '../server-parts.ts';
import type { Channel } from './channel.ts';

const MINUTE_MS = 60_000;

export function watchIdle({ world }: Server, thread: Channel, archive: () => void): void {
  const opened = world.time.now();
  const look = () => {
    const { thread: state } = thread;
    if (!state || !world.channels.has(thread.id)) return;
    const last = Math.max(opened, state.archiveChangedAt, ...[...thread.messages.values()].map((message) => message.at));
    const left = last + state.autoArchiveMinutes * MINUTE_MS - world.time.now();
    if (left <= 0 && !state.archived) archive();
    world.time.after(left > 0 ? left : state.autoArchiveMinutes * MINUTE_MS, look);
  };
  world.time.after((thread.thread?.autoArchiveMinutes ?? 1440) * MINUTE_MS, look);
}
