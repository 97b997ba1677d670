/** What a payload of Slack turned out to be, before anything is kept. */
import type { PersonId, TenantId } from '../../../src/engine/ids.ts';
import type { Live, Received } from './received.ts';

export type Incoming =
  | {
      readonly kind: 'delivery';
      readonly tenant: TenantId;
      /** The same when Slack sends it again. */
      readonly id: string;
      readonly body: Received;
      readonly live: Live;
    }
  /** An external select asks for its options: answered at once, kept nowhere. */
  | { readonly kind: 'options'; readonly tenant: TenantId; readonly user: PersonId; readonly action: string; readonly typed: string }
  /** News about people: what was remembered of them is looked up anew. */
  | { readonly kind: 'people-changed'; readonly tenant: TenantId; readonly user: PersonId | null }
  /** Nothing that Baton acts on: acknowledged, and forgotten. */
  | { readonly kind: 'unsupported'; readonly what: string };

/** A payload as its reader understood it, not yet checked against the union. */
export type Raw =
  | { readonly tenant: string; readonly id: string; readonly body: Readonly<Record<string, unknown>>; readonly live?: Live }
  | Exclude<Incoming, { kind: 'delivery' }>;

/** Baton's own user in a workspace: what it says itself is no news to it. Null: not installed there. */
export type OwnUser = (team: TenantId) => Promise<{ readonly botUserId: string } | null>;
