/** Messages for one person from which they choose: text, then lists or buttons, within the limits of any message. */
import { type APIButtonComponentWithCustomId, type APISelectMenuOption, ComponentType } from 'discord.js';
import type { Card } from '../../../src/cards/card.ts';
import { CHOOSE } from '../../../src/cards/form-step-words.ts';
import { accentOf } from '../components/accent.ts';
import { labelWords } from '../components/actions.ts';
import { cardPieces } from '../components/card-pieces.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import { packed } from '../components/messages.ts';
import { namingIn } from '../components/naming.ts';
import { componentPiece, type Piece } from '../components/piece.ts';
import { LIMITS } from '../limits.ts';
import { type Step, writeStep } from './step.ts';

export interface StepOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Nobody is notified; what the card could do is not offered. */
export function stepMessage(card: Card, rows: readonly Piece[]): readonly DiscordMessage[] {
  const pieces = cardPieces(card, { picture: null, naming: namingIn(null) });
  return packed(pieces, rows, accentOf(card)).map(({ container, uploads, shows }) => ({
    components: [container],
    uploads,
    shows,
    notify: { users: [], roles: [] },
  }));
}

/** As many lists as the options need. */
export function selectRows(step: Step, options: readonly StepOption[]): readonly Piece[] {
  const most = LIMITS.selectOptions.most;
  return Array.from({ length: Math.ceil(options.length / most) }, (_, index) =>
    componentPiece({
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: writeStep(step, index),
          placeholder: CHOOSE,
          options: options.slice(index * most, (index + 1) * most).map(option),
        },
      ],
    }),
  );
}

export function buttonsRow(buttons: readonly Omit<APIButtonComponentWithCustomId, 'type'>[]): Piece {
  return componentPiece({ type: ComponentType.ActionRow, components: buttons.map((button) => ({ ...button, type: ComponentType.Button })) });
}

function option({ value, label, hint }: StepOption): APISelectMenuOption {
  const words = labelWords(label, LIMITS.optionLabel.most);
  return { value, label: words, ...(hint === undefined ? {} : { description: labelWords(hint, LIMITS.optionText.most) }) };
}
