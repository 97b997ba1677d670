/** What has to be known to take up a connection where it broke, per shard. Once ended, whoever asks waits for ever: so nothing connects again. */
import type { SessionInfo } from '@discordjs/ws';

export interface Sessions {
  find(shard: number): Promise<SessionInfo | null>;
  keep(shard: number, session: SessionInfo | null): void;
  end(): void;
}

export function createSessions(): Sessions {
  const known = new Map<number, SessionInfo>();
  let ended = false;
  return {
    find: async (shard) => (ended ? await new Promise<never>(() => undefined) : (known.get(shard) ?? null)),
    keep(shard, session) {
      if (session === null) known.delete(shard);
      else known.set(shard, session);
    },
    end() {
      ended = true;
    },
  };
}
