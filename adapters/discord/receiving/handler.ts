/** What handlers work with, and what a handler is. */
import type { Logger } from 'pino';
import type { Card } from '../../../src/cards/card.ts';
import type { FileTurn } from '../../../src/chat/receiving/file-turns.ts';
import type { ThreadRuns } from '../../../src/chat/receiving/run-in-thread.ts';
import { type ChannelId, type InputId, inputId, type PersonId, type ThreadId } from '../../../src/engine/ids.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import type { DiscordDeps } from '../deps.ts';
import type { People } from '../people/index.ts';
import type { DiscordSending } from '../sending/index.ts';
import type { ReceivedOf } from './received.ts';
import type { Job } from './work.ts';

export interface HandlerDeps extends Pick<DiscordDeps, 'desk' | 'archive' | 'artifacts' | 'settings' | 'deliveries' | 'ids' | 'clock' | 'libraryNames'> {
  readonly api: DiscordSending['api'];
  readonly privately: DiscordSending['privately'];
  readonly replies: DiscordSending['replies'];
  readonly threadRoots: DiscordSending['threadRoots'];
  readonly deletedMessages: DiscordSending['deletedMessages'];
  /** Where Discord's REST API is: files of a local one come from there. */
  readonly apiUrl: string;
  readonly people: People;
  readonly threadRuns: ThreadRuns;
  readonly fileTurn: FileTurn;
  /** Baton's own user. */
  readonly botId: () => string;
  /** Discord user ids of ADMINS, for words about who can allow something. */
  readonly admins: readonly PersonId[];
  /** Says something to whoever did this, and to nobody else. */
  readonly tell: Tell;
  readonly log: Logger;
}

export type Tell = (job: Job, card: Card, where: Where) => Promise<void>;

/** Where a person is. */
export interface Where {
  readonly person: PersonId;
  /** The parent of a thread. Null: nowhere in particular. */
  readonly channel: ChannelId | null;
  readonly thread: ThreadId | null;
}

export type JobOf<Kind extends Job['body']['kind']> = Omit<Job, 'body'> & { readonly body: ReceivedOf<Kind> };

/** The same for a delivery that comes again; `part` where one leads to several inputs. */
export function inputOf({ tenant, id }: Pick<Job, 'tenant' | 'id'>, part = ''): InputId {
  return inputId(`discord:${tenant}:${id}${part === '' ? '' : `:${part}`}`);
}

/** Of somebody who may act. */
export function actingWith(job: Pick<Job, 'tenant' | 'id'>, who: Omit<Acting, 'input' | 'sees'>, { people }: Pick<HandlerDeps, 'people'>): Acting {
  return { ...who, input: inputOf(job), sees: (channel, thread) => people.sees(who.tenant, who.actor, channel, thread) };
}
