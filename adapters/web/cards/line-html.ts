/** A line of spans as HTML. Every span's text is escaped. */
import type { Line, Span } from '../../../src/cards/card.ts';
import { duration } from '../../../src/cards/figures.ts';
import { timeText } from '../../../src/cards/text.ts';
import { type Html, html } from './html.ts';

export function lineHtml(line: Line): Html {
  return html`${line.map(spanHtml)}`;
}

function spanHtml(span: Span): Html {
  switch (span.kind) {
    case 'text':
      return html`${span.text}`;
    case 'strong':
      return html`<strong>${span.text}</strong>`;
    case 'emphasis':
      return html`<em>${span.text}</em>`;
    case 'code':
      return html`<code>${span.text}</code>`;
    case 'person':
      return html`<b class="person">@${span.id}</b>`;
    case 'group':
      return html`<b class="person group">@${span.id}</b>`;
    case 'time':
      return html`<time datetime="${new Date(span.at).toISOString()}">${timeText(span.at, span.zone)}</time>`;
    case 'elapsed':
      // The page's script counts it up; without the script it stands at `asOf`.
      return html`<span class="elapsed" data-since="${span.since}">${duration(Math.max(0, span.asOf - span.since))}</span>`;
    default: {
      const missed: never = span;
      return missed;
    }
  }
}
