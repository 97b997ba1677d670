/** One message of a thread as HTML: a card by Baton, or what a person wrote. */
import type { Card } from '../../../src/cards/card.ts';
import type { Message } from '../../../src/ports/archive.ts';
import { actionsHtml } from './action-html.ts';
import { blockHtml } from './block-html.ts';
import { type Html, html, NOTHING } from './html.ts';

/** The element's id; a change of the message replaces the element. */
export const messageElement = (message: Message): string => `m-${message.id.replace(/[^\w-]/gu, '_')}`;

export function messageHtml(message: Message): Html {
  const id = messageElement(message);
  if (message.kind === 'person') {
    return html`<article class="message from-person" id="${id}" aria-labelledby="${id}-by"><header class="byline" id="${id}-by">
      <span class="avatar" aria-hidden="true">${initial(message.author)}</span><b class="person">@${message.author}</b> ${stamp(message.at, null)}</header>
      <div class="card said">${message.text}</div></article>`;
  }
  const waits = message.card.actions.some((action) => action.tone === 'primary' || action.does.kind === 'answer');
  return html`<article class="message from-baton kind-${message.card.kind}${waits ? ' waits' : ''}" id="${id}" aria-labelledby="${id}-by"><header class="byline" id="${id}-by">
    <span class="avatar baton" aria-hidden="true"></span><b>Baton</b> ${stamp(message.at, message.editedAt)}</header>${cardHtml(message.card, id, String(message.editedAt ?? message.at))}</article>`;
}

export function cardHtml(card: Card, scope: string, version: string): Html {
  return html`<div class="card card-${card.kind}">${card.blocks.map((block) => blockHtml(block, version))}${actionsHtml(card.actions, scope)}</div>`;
}

/** The script shows it in the reader's own time. */
function stamp(at: number, editedAt: number | null): Html {
  const iso = new Date(at).toISOString();
  const edited = editedAt === null || editedAt === at ? NOTHING : html` <span class="quiet">· updated</span>`;
  return html`<time class="stamp" datetime="${iso}">${iso.slice(11, 16)} UTC</time>${edited}`;
}

function initial(name: string): string {
  return [...name][0]?.toUpperCase() ?? '?';
}
