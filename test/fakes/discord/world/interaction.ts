/** A person used a command, a component or a form: the app has 3 s for its first answer and 15 min for the rest. */
import type { Loose } from '../loose.ts';

/** docs.discord.com/developers/interactions/receiving-and-responding */
export const ANSWER_WITHIN_MS = 3000;
export const TOKEN_LIVES_MS = 15 * 60_000;

/** The numbers of Discord's InteractionType. */
export type InteractionKind = 2 | 3 | 4 | 5;

export type Outcome =
  | { readonly kind: 'answered'; readonly type: number; readonly data: Loose; readonly afterMs: number }
  /** "The application did not respond." */
  | { readonly kind: 'failed'; readonly why: 'no_session' | 'no_answer_in_time' };

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly at: number;
  readonly person: string;
  readonly guild: string | null;
  readonly channel: string;
  /** The message whose component was used, or from which the form came. */
  readonly source: string | null;
  readonly what: string;
  state: 'waiting' | 'answered' | 'failed';
  /** What `@original` is: its message, once there is one. */
  original: string | null;
  /** As it went to the app. */
  readonly payload: Loose;
  readonly settle: (outcome: Outcome) => void;
  /** Set when it failed: an answer that comes after all tells how late it is. */
  late: ((afterMs: number) => void) | null;
}
