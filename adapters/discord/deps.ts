/** What Discord is known by, and what it needs from the rest of Baton. */
import type { ChatDeps } from '../../src/chat/chat-deps.ts';
import type { LibraryNames } from '../../src/forms/library-names.ts';

/** What commands name besides what forms do. */
export interface OfferedNames extends LibraryNames {
  readonly templates: readonly string[];
  readonly compositions: readonly string[];
}

export type DiscordDeps = ChatDeps<OfferedNames>;

export const DISCORD_SURFACE = 'discord';
