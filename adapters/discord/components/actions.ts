/** What can be done with a card: buttons, or a list where there are many. What does not fit on a button stands above them. */
import { type APIButtonComponentWithCustomId, type APISelectMenuOption, ButtonStyle, ComponentType } from 'discord.js';
import type { Action } from '../../../src/cards/card.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { opening } from '../../../src/cards/excerpt.ts';
import { CHOOSE } from '../../../src/cards/form-step-words.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { LIMITS } from '../limits.ts';
import { buttonOf, CHOICES_ID } from './button.ts';
import { markedTexts } from './line-text.ts';
import { componentPiece, type Piece, textPiece } from './piece.ts';

export function actionPieces(actions: readonly Action[]): readonly Piece[] {
  const many = actions.length > MOST_BUTTONS;
  const rows = many ? inParts(actions, LIMITS.selectOptions.most).map(selectRow) : inParts(actions, LIMITS.rowButtons.most).map(buttonRow);
  const most = many ? LIMITS.optionLabel.most : LIMITS.buttonLabel.most;
  return [...actions.flatMap((action) => toldAbove(action, most)), ...rows];
}

/** A word that people see of a label. */
export function labelWords(text: string, most: number): string {
  const words = plain(text).trim();
  if (words.length <= most && words !== '') return words;
  return opening(words, most).text.trim() || '…';
}

/** Two rows: beyond that nobody finds the right one. */
const MOST_BUTTONS = 10;

interface Part {
  readonly actions: readonly Action[];
  readonly start: number;
}

function inParts(actions: readonly Action[], most: number): readonly Part[] {
  const starts = Array.from({ length: Math.ceil(actions.length / most) }, (_, index) => index * most);
  return starts.map((start) => ({ actions: actions.slice(start, start + most), start }));
}

function buttonRow({ actions, start }: Part): Piece {
  return componentPiece({ type: ComponentType.ActionRow, components: actions.map((action, index) => button(action, start + index)) });
}

function button(action: Action, index: number): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: STYLES[action.tone],
    label: labelWords(action.label, LIMITS.buttonLabel.most),
    custom_id: buttonOf(action, index),
  };
}

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger, plain: ButtonStyle.Secondary } as const;

function selectRow({ actions, start }: Part): Piece {
  const options = actions.map((action, index): APISelectMenuOption => {
    return { label: labelWords(action.label, LIMITS.optionLabel.most), value: buttonOf(action, start + index) };
  });
  return componentPiece({
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id: `${CHOICES_ID}${start}`, placeholder: CHOOSE, options }],
  });
}

/** Labels are short; should one not be, nobody decides by half of it. */
function toldAbove({ label }: Action, most: number): readonly Piece[] {
  const whole = plain(label).trim();
  return whole === '' || labelWords(label, most) === whole ? [] : markedTexts('-# ', [textAtom(whole)]).map((text) => textPiece(text));
}
