/** Everything that a chat platform needs from the rest of Baton, and nothing else. */
import type { Logger } from 'pino';
import type { LibraryNames } from '../forms/library-names.ts';
import type { Archive } from '../ports/archive.ts';
import type { Artifacts } from '../ports/artifacts.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Desk } from '../ports/desk.ts';
import type { Ids } from '../ports/ids.ts';
import type { Installations } from '../ports/installations.ts';
import type { SentMessages } from '../ports/sent-messages.ts';
import type { SettingsStore } from '../ports/settings-store.ts';

export interface ChatDeps<Names extends LibraryNames = LibraryNames> {
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
  /** Offered in forms, and as somebody types. */
  libraryNames(): Promise<Names>;
}
