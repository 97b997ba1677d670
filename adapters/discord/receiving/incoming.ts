/** What an event of the gateway turned out to be, before anything is kept. */
import type { ChannelId, PersonId, TenantId } from '../../../src/engine/ids.ts';
import type { MemberSaid } from '../people/index.ts';
import type { Asked } from './answer.ts';
import type { Received } from './received.ts';

export type Incoming =
  | {
      readonly kind: 'delivery';
      readonly tenant: TenantId;
      /** The same when Discord tells it again, and in every process that hears it. */
      readonly id: string;
      readonly body: Received;
      /** Of an interaction. */
      readonly asked: Asked | null;
      readonly said: MemberSaid | null;
    }
  /** Somebody types into an option: answered at once, kept nowhere. */
  | ({ readonly kind: 'typing'; readonly tenant: TenantId } & Typing)
  /** Used where there is no guild. */
  | { readonly kind: 'outside'; readonly asked: Asked }
  /** Of another release, or not as such things are: nothing comes of it, and whoever did it is told. */
  | { readonly kind: 'unreadable'; readonly asked: Asked; readonly what: string }
  /** Nothing that Baton acts on: forgotten. */
  | { readonly kind: 'unsupported'; readonly what: string };

export interface Typing {
  readonly id: string;
  readonly token: string;
  readonly user: PersonId;
  /** The parent of a thread. */
  readonly channel: ChannelId;
  readonly said: MemberSaid | null;
  /** With its subcommands. */
  readonly command: string;
  readonly option: string;
  readonly typed: string;
  /** What stands in the other options. */
  readonly others: Readonly<Record<string, string | number | boolean>>;
}

/** Baton's own user, which READY has said, and its role in each guild. */
export interface OwnUser {
  readonly botId: string;
  readonly isOwnRole: (id: string) => boolean;
}
