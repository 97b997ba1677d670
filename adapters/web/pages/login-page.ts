/** The login, where `WEB_USERS` names who may in. */
import { type Html, html, NOTHING } from '../cards/html.ts';

export function loginPage(next: string, problem: string | null): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Log in · Baton</title>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/static/baton.css"></head><body class="login"><main id="main"><h1>Baton</h1>
<form method="post" action="/login">${problem === null ? NOTHING : html`<p class="alert alert-error" role="alert">${problem}</p>`}<input type="hidden" name="next" value="${next}">
<div class="field"><label for="name">Name</label><input id="name" name="name" autocomplete="username" required autofocus></div><div class="field"><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></div>
<button class="button primary" type="submit">Log in</button></form></main></body></html>`;
}
