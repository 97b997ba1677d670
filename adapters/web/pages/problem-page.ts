/** A request that could not be served, for people. */
import { type Html, html } from '../cards/html.ts';

export function problemPage(title: string, message: string): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title} · Baton</title>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/static/baton.css"></head><body class="login"><main id="main"><h1>${title}</h1><p>${message}</p><p><a class="button" href="/">To the channel</a></p></main></body></html>`;
}
