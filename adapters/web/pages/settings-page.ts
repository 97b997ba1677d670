/** The settings of the channel with where each comes from, and how to change them. */
import type { Card } from '../../../src/cards/card.ts';
import { type Html, html } from '../cards/html.ts';
import { cardHtml } from '../cards/message-html.ts';
import { type Frame, page } from './layout.ts';

export function settingsPage(frame: Frame, card: Card): Html {
  return page(
    frame,
    html`<div class="narrow"><h1>Settings</h1><p>Channel over workspace over file over default. Change one in any thread or channel with <code>/baton settings</code>.</p>
<div>${cardHtml({ ...card, actions: [] }, 'settings', '')}</div></div>`,
  );
}
