/** The pages that people see who install Baton: words from the cards, nothing from elsewhere, no script. */
import type { InstallPage } from '../../../src/cards/install-words.ts';
import { INSTALL_PATH } from './app-table.ts';

/** `next`: where the page's link goes on to; only the offer has one that is not the install page. */
export function installPage({ title, text, link }: InstallPage, next: string | null): string {
  const href = link?.href === 'install' && next !== null ? next : INSTALL_PATH;
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>`,
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    ...text.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    ...(link === null ? [] : [`<p><a href="${escaped(href)}">${escaped(link.label)}</a></p>`]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Strict: neither frames nor other sites' content, and the address of the next page learns nothing of this one. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Team names come from whoever made the workspace. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
