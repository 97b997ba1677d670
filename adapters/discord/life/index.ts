/** What becomes of runs when their places change: threads and channels that are closed or go, permissions that come and go, Baton's own coming and going. */
import type { ChannelId, TenantId, ThreadId } from '../../../src/engine/ids.ts';

export interface Life {
  /**
   * Something changed there: a moment later Discord is asked how it is now, and runs are held up or let go on. `channel` null: anything in the guild
   * (its roles, Baton's own membership). The news itself is not believed: it may be old.
   */
  placeNews(tenant: TenantId, channel: ChannelId | null, thread: ThreadId | null): void;
  /** READY: the guilds that Baton is in. Those that it knew of and that are not among them are gone. */
  connected(guilds: readonly TenantId[]): void;
  /** GUILD_CREATE: there for the first time, again, or back after an outage of Discord's. */
  guildHere(guild: GuildHere): void;
  /** GUILD_DELETE that is not an outage. */
  guildGone(tenant: TenantId): void;
  stop(): Promise<void>;
}

export interface GuildHere {
  readonly tenant: TenantId;
  readonly name: string;
  /** Where the guild wants words to all; null: nowhere. */
  readonly systemChannel: ChannelId | null;
}
