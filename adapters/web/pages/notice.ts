/** Short answers to the person who acted, shown above the composer: a card for them only, a problem, a done word. */
import type { Card } from '../../../src/cards/card.ts';
import { type Html, html } from '../cards/html.ts';
import { cardHtml } from '../cards/message-html.ts';

export function problemNotice(message: string): Html {
  return html`<div class="notice problem" role="alert"><p>${message}</p>${close}</div>`;
}

export function doneNotice(message: string): Html {
  return html`<div class="notice done" role="status" data-passing><p>${message}</p>${close}</div>`;
}

/** `scope` keeps the ids of its form fields apart from the thread's. */
export function toldNotice(card: Card): Html {
  return html`<div class="notice told" role="status"><p class="context">Only you see this.</p>${cardHtml({ ...card, actions: [] }, 'told', '')}${close}</div>`;
}

const close = html`<button class="close" type="button" data-dismiss aria-label="Dismiss">×</button>`;
