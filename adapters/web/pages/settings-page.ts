/** The settings of a channel with where each comes from, and a form that changes one. */
import type { Card } from '../../../src/cards/card.ts';
import { settingsSchema } from '../../../src/engine/settings.ts';
import { type Html, html } from '../cards/html.ts';
import { cardHtml } from '../cards/message-html.ts';
import { notices } from './composer.ts';
import { type Frame, page } from './layout.ts';

export function settingsPage(frame: Frame, channel: string, card: Card): Html {
  return page(
    frame,
    html`<div class="narrow"><h1>Settings</h1><p>Those of #${channel}: channel over workspace over file over default.</p>${notices}${changeForm(channel)}${settingsNow(card)}</div>`,
  );
}

/** Replaced in place once a change is made. */
export function settingsNow(card: Card): Html {
  return html`<div id="settings-now" hx-swap-oob="true">${cardHtml({ ...card, actions: [] }, 'settings', '')}</div>`;
}

function changeForm(channel: string): Html {
  return html`<form class="change" method="post" action="/settings" hx-post="/settings" hx-target="#notices" hx-swap="innerHTML" hx-disable="find button"><input type="hidden" name="channel" value="${channel}">
<div class="field-row"><div class="field"><label for="name">Setting</label><select id="name" name="name">${settingsSchema
    .keyof()
    .options.map((name) => html`<option value="${name}">${name}</option>`)}</select></div>
<div class="field"><label for="scope">For</label><select id="scope" name="scope"><option value="workspace">the workspace</option><option value="channel">#${channel} only</option></select></div></div>
<div class="field"><label for="value">Value</label><input id="value" name="value" maxlength="4000" autocomplete="off" spellcheck="false" aria-describedby="value-hint"><p class="context" id="value-hint">As in <code>/baton settings set</code>: <code>4</code>, <code>off</code>, <code>@ana, @ben</code>, <code>group:leads, needs 2, not requester</code>. What does not fit is answered with what does.</p></div>
<div class="actions"><button class="button primary" type="submit" name="action" value="set">Change</button><button class="button" type="submit" name="action" value="reset">Reset it</button></div></form>`;
}
