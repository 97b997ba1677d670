/** Everything that Discord needs from the rest of Baton, and nothing else. */
import type { Logger } from 'pino';
import type { LibraryNames } from '../../src/forms/library-names.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Artifacts } from '../../src/ports/artifacts.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Deliveries } from '../../src/ports/deliveries.ts';
import type { Desk } from '../../src/ports/desk.ts';
import type { Ids } from '../../src/ports/ids.ts';
import type { Installations } from '../../src/ports/installations.ts';
import type { SentMessages } from '../../src/ports/sent-messages.ts';
import type { SettingsStore } from '../../src/ports/settings-store.ts';

export interface DiscordDeps {
  readonly desk: Desk;
  readonly archive: Archive;
  readonly artifacts: Artifacts;
  readonly settings: SettingsStore;
  readonly deliveries: Deliveries;
  readonly sentMessages: SentMessages;
  readonly installations: Installations;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly log: Logger;
  /** Offered in forms and as somebody types. */
  libraryNames(): Promise<OfferedNames>;
}

/** What commands name besides what forms do. */
export interface OfferedNames extends LibraryNames {
  readonly templates: readonly string[];
  readonly compositions: readonly string[];
}

export const DISCORD_SURFACE = 'discord';
