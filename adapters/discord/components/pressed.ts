/** What was meant by a button in Discord: what any platform's buttons mean, and what Discord's say besides. */
import type { ActionTarget } from '../../../src/cards/card.ts';
import { type Pressed as AnyPressed, pressedBy as anyPressedBy } from '../../../src/chat/pressed.ts';

type Override = Extract<AnyPressed, { kind: 'override' }>;

export type Change = Override['change'];

export type Pressed =
  | Exclude<AnyPressed, Override>
  /** `sure`: they were asked, and said yes to it. */
  | (Override & { readonly sure: boolean })
  /** Its ids had no room: `button-mark.ts` finds it among the buttons of the card that it stands on. */
  | { readonly kind: 'marked'; readonly mark: string }
  /** Beside a button that asks again: nothing is done. */
  | { readonly kind: 'leave' };

export function pressedBy(does: ActionTarget): Pressed {
  const pressed = anyPressedBy(does);
  return pressed.kind === 'override' ? { ...pressed, sure: false } : pressed;
}
