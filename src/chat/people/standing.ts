/** Whether somebody may use Baton, and as whom they act: what every chat platform answers before anything is done. */
import type { NotWelcome } from '../../cards/not-welcome.ts';
import type { Acting } from '../../ports/desk.ts';

/** Whoever acts, without what belongs to the single action. */
export type ActingPerson = Omit<Acting, 'input' | 'sees'>;

export type Standing =
  | { readonly kind: 'may'; readonly who: ActingPerson; readonly name: string }
  /** `admin`: they are, and may still look after the settings. */
  | { readonly kind: 'not-welcome'; readonly why: NotWelcome; readonly admin: ActingPerson | null };
