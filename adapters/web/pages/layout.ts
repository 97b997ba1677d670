/** The frame of every page: head, top bar, the place for notices. */
import { flag, type Html, html, NOTHING } from '../cards/html.ts';

export interface Frame {
  readonly title: string;
  readonly person: string;
  /** True: the name is a login. False: a person may act under another name. */
  readonly proven: boolean;
  readonly rehearsal: boolean;
  /** Where the browser is, to come back to after changing the name. */
  readonly path: string;
  readonly now: number;
}

/** htmx reads this: no injected style, nothing evaluated, and what a person opened or typed stays when a message changes. */
const HTMX_CONFIG = JSON.stringify({
  includeIndicatorCSS: false,
  history: false,
  extensions: 'sse',
  morphIgnore: ['data-htmx-powered', 'open', 'aria-expanded'],
  sse: { reconnectDelay: 500, reconnectMaxDelay: 5000 },
});

export function page(frame: Frame, main: Html): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="htmx-config" content="${HTMX_CONFIG}"><title>${frame.title} · Baton</title>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/static/baton.css">
<script src="/static/htmx.js" defer></script><script src="/static/baton.js" defer></script></head>
<body data-now="${frame.now}"><a class="skip" href="#main">Skip to the content</a>
<header class="top"><a class="logo" href="/"><svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><path d="M5 27 L24 8" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/><circle class="tip" cx="26" cy="6" r="3.5"/></svg><span>Baton</span></a>
<nav aria-label="Main"><a href="/c/general"${flag('aria-current="page"', frame.path.startsWith('/c/'))}># general</a><a href="/costs"${flag('aria-current="page"', frame.path === '/costs')}>Costs</a><a href="/settings"${flag('aria-current="page"', frame.path === '/settings')}>Settings</a></nav>
<div class="top-end">${frame.rehearsal ? html`<span class="pill rehearsal" title="No model is called and nothing is charged. Set ANTHROPIC_API_KEY to work with Claude.">Rehearsal</span>` : NOTHING}${who(frame)}</div></header>
<main id="main" tabindex="-1">${main}</main></body></html>`;
}

function who(frame: Frame): Html {
  if (frame.proven) {
    return html`<form class="who" method="post" action="/logout"><span class="quiet">@${frame.person}</span> <button class="button small" type="submit">Log out</button></form>`;
  }
  return html`<details class="who"><summary>acting as <b class="person">@${frame.person}</b></summary><form method="post" action="/as"><label for="as">Name</label>
<input id="as" name="as" value="${frame.person}" maxlength="60" required autocomplete="nickname"><input type="hidden" name="back" value="${frame.path}"><button class="button small primary" type="submit">Use this name</button></form></details>`;
}
