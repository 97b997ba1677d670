/**
 * What Discord makes more of than text: mentions, links to commands and channels, emoji, times, addresses, invitations.
 * A zero-width space in the middle makes text of it, in every client and for the server that notifies.
 */
import { ZERO_WIDTH } from '../../../src/cards/clean-text.ts';

/** `<@1>`, `<@&1>`, `<#1>`, `</plan:1>`, `<:name:1>`, `<t:1:R>`, `<id:browse>`, `<https://...>`, `<+49123>`, `<1a@b.c>`; `@everyone`, `@here`. */
export function deadTokens(text: string): string {
  return text.replace(/<(?=\\?[@#:/!?a-z+]|[^\s<>]{1,320}@)/giu, `<${ZERO_WIDTH}`).replace(/@(?=\\?(?:everyone|here))/giu, `@${ZERO_WIDTH}`);
}

/** In code nothing is markup, but the server that notifies reads the same text. What can only be a tag of HTML stays, to be copied. */
export function deadMentions(code: string): string {
  return code.replace(/<(?=[@#]|\/[^\s:<>]{1,100}:\d)/gu, `<${ZERO_WIDTH}`).replace(/@(?=everyone|here)/giu, `@${ZERO_WIDTH}`);
}

/** Addresses; the start of an invitation is shown as a door into another server even without one. */
export function deadLinks(text: string): string {
  return text.replace(/:(?=\\?\/\\?\/)/gu, `:${ZERO_WIDTH}`).replace(INVITATION, `$1${ZERO_WIDTH}`);
}

const INVITATION = /((?<![a-z0-9])discord(?:app)?)(?=\\?\.(?:gg|com|new|gift|io|me)(?![a-z0-9]))/giu;
