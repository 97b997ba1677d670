/**
 * Markdown by a model or a person for Slack's `markdown` block. Headings, lists, tables, emphasis and code stay; what
 * could notify or lead somewhere is text. The block has no `verbatim`, and nothing documents what it makes of
 * `<@U...>`, entities and addresses, so each token is broken before Slack reads it.
 */
import { plain, ZERO_WIDTH } from '../../../src/cards/clean-text.ts';
import { shownLinks } from '../../../src/chat/text/shown-links.ts';
import { deadLinks } from './dead-links.ts';
import { codeRegions, inlineRegions } from './plain-code.ts';

export function inertMarkdown(source: string): string {
  return codeRegions(plain(source))
    .map(({ code, text }) => (code ? deadTokens(text) : inertProse(text)))
    .join('\n');
}

function inertProse(prose: string): string {
  return inlineRegions(prose)
    .map(({ code, text }) => (code ? deadTokens(text) : inertText(text)))
    .join('');
}

function inertText(text: string): string {
  return deadLinks(deadBrackets(deadReferences(shownLinks(text))));
}

/** What is left of link syntax, and definitions of references. */
function deadReferences(text: string): string {
  return text.replace(/\](?=\\?[[(:])/gu, `]${ZERO_WIDTH}`);
}

/** `<@U1>`, `<!channel>`, `<https://...|text>`, raw HTML; also where the bracket or its content is written as an entity or escaped. */
function deadBrackets(text: string): string {
  return text
    .replace(/&(?=#|(?!(?:amp|lt|gt|quot|apos|nbsp);)[a-z][a-z0-9]{1,31};)/giu, `&${ZERO_WIDTH}`)
    .replace(/&amp;(?=#|[a-z][a-z0-9]{1,31};)/giu, `&amp;${ZERO_WIDTH}`)
    .replace(/(<|&lt;?)(?=\\?[@#!/?a-z])/giu, `$1${ZERO_WIDTH}`);
}

/** In code nothing is markup, but nobody has shown that Slack's tokens are dead there. HTML stays as it is, so that it can be copied. */
function deadTokens(code: string): string {
  return code.replace(/(<|&lt;?)(?=[@#]|!(?!--|doctype\b|\[cdata)|(?:https?|mailto|tel|slack|ftp):)/giu, `$1${ZERO_WIDTH}`);
}
