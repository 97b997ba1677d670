/** What sending needs of the rest. */
import type { Logger } from 'pino';
import type { Unreachable } from '../../../src/chat/sending/surface.ts';
import type { GroupId, PersonId, TenantId } from '../../../src/engine/ids.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { Artifacts } from '../../../src/ports/artifacts.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';
import type { Tokens } from '../install/tokens.ts';

export interface SendingDeps {
  readonly tokens: Pick<Tokens, 'forTeam' | 'refused'>;
  readonly sentMessages: SentMessages;
  readonly artifacts: Pick<Artifacts, 'read'>;
  readonly archive: Pick<Archive, 'read' | 'messages'>;
  readonly installations: Pick<Installations, 'find' | 'change'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where Slack's Web API is, with a slash at the end. */
  readonly apiUrl: string;
  /** Names of people and groups as the workspace knows them; those without one are left out. Never throws. */
  readonly names: (tenant: TenantId, ids: ReadonlySet<PersonId | GroupId>) => Promise<ReadonlyMap<PersonId | GroupId, string>>;
  /** A run's thread cannot be reached: somebody who can act should be told. */
  readonly onUnreachable: (news: Unreachable) => void;
}
