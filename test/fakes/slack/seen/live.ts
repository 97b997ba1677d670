/**
 * What comes alive in a message: people, groups and whole channels that it calls, and links that it offers. In `mrkdwn`
 * and `markdown` angle brackets do it; in `rich_text` only elements do; in `plain_text` nothing does.
 */
import type { Loose } from '../loose.ts';

export interface Live {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly broadcasts: readonly string[];
  readonly links: readonly string[];
}

/** Blocks stand for the message when there are any; the text is then only its notification, and counts all the same. */
export function liveIn(text: string, blocks: readonly Loose[]): Live {
  const found = { users: new Set<string>(), groups: new Set<string>(), broadcasts: new Set<string>(), links: new Set<string>() };
  fromMarkup(text, found, false);
  for (const block of blocks) fromBlock(block, found);
  return { users: [...found.users], groups: [...found.groups], broadcasts: [...found.broadcasts], links: [...found.links] };
}

interface Found {
  readonly users: Set<string>;
  readonly groups: Set<string>;
  readonly broadcasts: Set<string>;
  readonly links: Set<string>;
}

function fromBlock(value: Loose, found: Found): void {
  if (Array.isArray(value)) {
    for (const entry of value) fromBlock(entry, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (value.type === 'mrkdwn') {
    fromMarkup(String(value.text), found, value.verbatim !== true);
    // "Certain mentions will be automatically parsed": the strictest reading of what `verbatim` turns off.
    if (value.verbatim !== true) for (const [, range = ''] of String(value.text).matchAll(/(?<![\w@])@(here|channel|everyone)\b/g)) found.broadcasts.add(range);
  } else if (value.type === 'markdown') fromMarkdown(String(value.text), found);
  else if (value.type === 'user') found.users.add(value.user_id);
  else if (value.type === 'usergroup') found.groups.add(value.usergroup_id);
  else if (value.type === 'broadcast') found.broadcasts.add(value.range);
  else if (value.type === 'link' || value.type === 'url') found.links.add(value.url);
  else {
    // A button that opens an address is a link too.
    if (value.type === 'button' && typeof value.url === 'string') found.links.add(value.url);
    for (const entry of Object.values(value)) fromBlock(entry, found);
  }
}

function fromMarkup(text: string, found: Found, linksItself: boolean): void {
  for (const [, inside = ''] of text.matchAll(/<([^<>\n]+)>/g)) {
    const [target = ''] = inside.split('|');
    if (/^@[UW][A-Z0-9]+$/.test(target)) found.users.add(target.slice(1));
    else if (target.startsWith('!subteam^')) found.groups.add(target.slice('!subteam^'.length));
    else if (/^!(here|channel|everyone)$/.test(target)) found.broadcasts.add(target.slice(1));
    else if (/^(https?:|mailto:)/i.test(target)) found.links.add(target);
  }
  // Bare addresses become links by themselves.
  if (linksItself) for (const [address] of text.replace(/<[^<>\n]*>/g, ' ').matchAll(/\bhttps?:\/\/[^\s<>|)\]]+/gi)) found.links.add(address);
}

function fromMarkdown(text: string, found: Found): void {
  const prose = withoutCode(text);
  fromMarkup(prose, found, true);
  for (const [, target = ''] of prose.matchAll(/(?<!\\)\]\(\s*<?([^)\s>]+)/g)) found.links.add(target);
  for (const [, target = ''] of prose.matchAll(/^\s{0,3}\[[^\]]+\]:\s*(\S+)/gm)) found.links.add(target);
}

/** Links do not come alive in code; calls to people are not known to be dead there, so they stay. */
function withoutCode(text: string): string {
  const calls = (code: string) =>
    [...code.matchAll(/<(?:@[UW][A-Z0-9]+|!subteam\^[^<>]+|!(?:here|channel|everyone))(?:\|[^<>]*)?>/g)].map(([call]) => call).join(' ');
  return text.replace(/```[\s\S]*?(```|$)/g, calls).replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, calls);
}
