/** What handlers work with, and what a handler is. */
import type { Logger } from 'pino';
import type { Card } from '../../../src/cards/card.ts';
import type { FileTurn } from '../../../src/chat/receiving/file-turns.ts';
import type { ThreadRuns } from '../../../src/chat/receiving/run-in-thread.ts';
import type { ChannelId, InputId, PersonId, ThreadId } from '../../../src/engine/ids.ts';
import { inputId } from '../../../src/engine/ids.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import type { SlackDeps } from '../deps.ts';
import type { TeamToken, Tokens } from '../install/tokens.ts';
import type { People } from '../people/index.ts';
import type { DeletedMessages, Privately, SlackApi, ThreadRoots } from '../sending/index.ts';
import type { ReceivedOf } from './received.ts';
import type { Job } from './work.ts';

export interface HandlerDeps
  extends Pick<SlackDeps, 'desk' | 'archive' | 'artifacts' | 'settings' | 'deliveries' | 'sentMessages' | 'ids' | 'clock' | 'libraryNames'> {
  readonly tokens: Tokens;
  readonly api: SlackApi;
  readonly apiUrl: string;
  readonly privately: Privately;
  readonly threadRoots: ThreadRoots;
  readonly deletedMessages: DeletedMessages;
  readonly people: People;
  readonly fileTurn: FileTurn;
  readonly threadRuns: ThreadRuns;
  /** Slack user ids of ADMINS, for words about who can allow something. */
  readonly admins: readonly PersonId[];
  /** Says something to whoever did this, and to nobody else. */
  readonly tell: (job: Job, card: Card, where: Where) => Promise<void>;
  readonly log: Logger;
}

/** Where a person is, for a private word. */
export interface Where {
  readonly person: PersonId;
  /** Null: on the App Home. */
  readonly channel: ChannelId | null;
  readonly thread: ThreadId | null;
}

export type JobOf<Kind extends Job['body']['kind']> = Omit<Job, 'body'> & { readonly body: ReceivedOf<Kind>; readonly team: TeamToken };

/** The same for a delivery that comes again; `part` where one leads to several inputs. */
export function inputOf({ tenant, id }: Pick<Job, 'tenant' | 'id'>, part = ''): InputId {
  return inputId(`slack:${tenant}:${id}${part === '' ? '' : `:${part}`}`);
}

/** Of somebody who may act. */
export function actingWith(job: Pick<Job, 'tenant' | 'id'>, who: Omit<Acting, 'input' | 'sees'>, { people }: Pick<HandlerDeps, 'people'>, part = ''): Acting {
  return { ...who, input: inputOf(job, part), sees: (channel) => people.sees(who.tenant, who.actor, channel) };
}
