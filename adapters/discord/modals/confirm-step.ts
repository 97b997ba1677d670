/** Before something that cannot be taken back: the question that the button brings with it, and a second button for the person alone. */
import { ButtonStyle } from 'discord.js';
import type { Action } from '../../../src/cards/card.ts';
import { GO_BACK } from '../../../src/cards/confirm-words.ts';
import { card, says } from '../../../src/cards/spans.ts';
import type { WorkflowId } from '../../../src/engine/ids.ts';
import { labelWords } from '../components/actions.ts';
import { encodeButton } from '../components/button.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import type { Change } from '../components/pressed.ts';
import { LIMITS } from '../limits.ts';
import { buttonsRow, stepMessage } from './step-message.ts';

export interface Confirmed {
  readonly workflow: WorkflowId;
  readonly change: Change;
  /** Of the button that was pressed. */
  readonly label: string;
  readonly tone: Action['tone'];
  readonly question: string;
}

export function confirmStep({ workflow, change, label, tone, question }: Confirmed): readonly DiscordMessage[] {
  const sure = encodeButton({ kind: 'override', workflow, change, sure: true }, 0);
  return stepMessage(card('notice', [says(question)]), [
    buttonsRow([
      { style: tone === 'danger' ? ButtonStyle.Danger : ButtonStyle.Primary, label: labelWords(label, LIMITS.buttonLabel.most), custom_id: sure },
      { style: ButtonStyle.Secondary, label: GO_BACK, custom_id: encodeButton({ kind: 'leave' }, 1) },
    ]),
  ]);
}
