/**
 * Addresses and names by people and models are text: nothing in it becomes a link, an `@here` or a `#channel` by
 * itself. A zero-width space in the middle does it where Slack offers no switch; the reader sees no difference.
 */
import { ZERO_WIDTH } from '../../../src/cards/clean-text.ts';

export function deadLinks(text: string): string {
  return BREAKS.reduce((left, breaks) => left.replace(breaks, `$1${ZERO_WIDTH}`), text);
}

/** Each ends where the token is to be broken. A backslash is an escape in Markdown, and no protection from a link. */
const BREAKS: readonly RegExp[] = [
  // https://, slack://, and what needs no slashes.
  /(:)(?=\\?\/\\?\/)/gu,
  /(\/)(?=\\?\/\w)/gu,
  /((?<![a-z0-9])(?:mailto|xmpp|tel|javascript|data):)(?!\u200B)/giu,
  /((?<![a-z0-9])www)(?=\\?\.)/giu,
  // ana@example.com: what stands before the @ must be bare letters for those who look for addresses.
  /([^\s\u200B\\])(?=\\?@\u200B?[\p{L}\p{N}])/gu,
  // evil.com/login, evil.com: bare names that are most likely addresses. File names stay as they are.
  /([a-z0-9-])(?=\\?\.[a-z]{2,24}(?::\d+)?\/)/giu,
  /([a-z0-9-])(?=\\?\.(?:com|net|org|io|dev|app|info|biz|xyz|top|link|click|site|online|ru|cn|tk|ly|gg|me)(?![a-z0-9]))/giu,
  // @here; the names of channels.
  /((?<![a-z0-9.])@)(?=(?:here|channel|everyone|group)(?![a-z0-9]))/giu,
  /((?<![A-Za-z0-9&/])#)(?=[\p{Ll}\p{Lo}][\p{L}\p{N}_-]*)/gu,
];
