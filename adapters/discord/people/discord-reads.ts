/** Asking Discord how something is now. */

/** `gone`: there is no such thing (any more). `hidden`: Baton may not see it. */
export type Answer = { readonly kind: 'ok'; readonly value: unknown } | { readonly kind: 'gone' } | { readonly kind: 'hidden' };

export interface DiscordReads {
  /** By the path after the version, as `/guilds/1`. Throws where Discord does not answer, or takes no question now. */
  get(path: `/${string}`): Promise<Answer>;
}
