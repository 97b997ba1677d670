/** An answer for one person, for browsers without the script. */
import type { Card } from '../../../src/cards/card.ts';
import { type Html, html } from '../cards/html.ts';
import { type Frame, page } from './layout.ts';
import { toldNotice } from './notice.ts';

export function toldPage(frame: Frame, card: Card, back: string): Html {
  return page(frame, html`<div class="narrow"><p class="crumb"><a href="${back}">Back</a></p><h1 class="unseen">Answer</h1>${toldNotice(card)}</div>`);
}
