/** What sending needs of the rest. */
import type { Logger } from 'pino';
import type { Unreachable } from '../../../src/chat/sending/surface.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { Artifacts } from '../../../src/ports/artifacts.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';

export interface SendingDeps {
  readonly token: string;
  /** Where Discord's REST API is, without the version; null: Discord's own. */
  readonly apiUrl: string | null;
  readonly sentMessages: SentMessages;
  readonly artifacts: Pick<Artifacts, 'read'>;
  readonly archive: Pick<Archive, 'read' | 'messages'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** A run's thread cannot be reached: somebody who can act should be told. */
  readonly onUnreachable: (news: Unreachable) => void;
}
