/** The buttons of a card. What does not fit into one row of buttons stands in the next; what does not fit on a button stands above them. */
import type { types } from '@slack/bolt';
import type { Action } from '../../../src/cards/card.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { GO_BACK } from '../../../src/cards/confirm-words.ts';
import { opening } from '../../../src/cards/excerpt.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { LIMITS } from '../limits.ts';
import { buttonOf } from './button.ts';
import { contextBlocks } from './line-blocks.ts';
import type { SlackBlock } from './slack-message.ts';

export function actionBlocks(actions: readonly Action[]): readonly SlackBlock[] {
  const rows: SlackBlock[] = [];
  for (let start = 0; start < actions.length; start += ROW) {
    rows.push({ type: 'actions', elements: actions.slice(start, start + ROW).map((action, index) => button(action, start + index)) });
  }
  return [...actions.flatMap(toldAbove), ...rows];
}

/** Slack allows 25; more than this many with ids in their values weigh too much for one block. */
const ROW = Math.min(15, LIMITS.actionsElements.most);

function button(action: Action, index: number): types.Button {
  const confirm = confirmOf(action);
  return {
    type: 'button',
    ...buttonOf(action, index),
    text: words(action.label, LIMITS.buttonText.most),
    ...(action.tone === 'plain' ? {} : { style: action.tone }),
    ...(confirm === null ? {} : { confirm: dialog(action, confirm) }),
  };
}

function dialog(action: Action, confirm: string): types.ConfirmationDialog {
  return {
    title: words(action.label, LIMITS.confirmTitle.most),
    text: words(confirm, LIMITS.confirmText.most),
    confirm: words(action.label, LIMITS.confirmButton.most),
    deny: words(GO_BACK, LIMITS.confirmButton.most),
    ...(action.tone === 'plain' ? {} : { style: action.tone }),
  };
}

function confirmOf({ does }: Action): string | null {
  return does.kind === 'override' ? does.confirm : null;
}

/** Labels and warnings are short; should one not be, nobody decides by half of it. */
function toldAbove(action: Action): readonly SlackBlock[] {
  const confirm = confirmOf(action);
  const long = [plain(action.label)].filter((text) => shown(text, LIMITS.buttonText.most) !== text);
  const warning = confirm === null ? [] : [plain(confirm)].filter((text) => shown(text, LIMITS.confirmText.most) !== text);
  return [...long, ...warning].flatMap((text) => contextBlocks([textAtom(text)]));
}

function words(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: shown(plain(text), most), emoji: false };
}

function shown(text: string, most: number): string {
  if (text.length <= most && text.trim() !== '') return text;
  return opening(text, most).text.trim() || '…';
}
