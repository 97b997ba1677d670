/** What a person types becomes what Slack sends: escaped, with mentions and addresses in angle brackets. */
import type { Loose } from '../loose.ts';
import { escaped } from '../seen/mrkdwn.ts';
import type { Workspace } from '../world/workspace.ts';

const CALLS = /<@[UW][A-Z0-9]+>|<!subteam\^S[A-Z0-9]+>|<#C[A-Z0-9]+>|<!(?:here|channel|everyone)>/;
const ADDRESS = /\bhttps?:\/\/[^\s<>]+/g;

/** Mentions are written as `<@U...>`; every other `<` is text. */
export function typedText(text: string): string {
  return pieces(text)
    .map((piece) => (CALLS.test(piece) ? piece : escaped(piece).replace(ADDRESS, (address) => `<${address}>`)))
    .join('');
}

/** The `rich_text` block that Slack's composer makes of it. */
export function typedBlocks(text: string): Loose[] {
  const elements = pieces(text).map((piece) => {
    if (piece.startsWith('<@') && CALLS.test(piece)) return { type: 'user', user_id: piece.slice(2, -1) };
    if (piece.startsWith('<!subteam^') && CALLS.test(piece)) return { type: 'usergroup', usergroup_id: piece.slice(10, -1) };
    if (piece.startsWith('<#') && CALLS.test(piece)) return { type: 'channel', channel_id: piece.slice(2, -1) };
    if (CALLS.test(piece)) return { type: 'broadcast', range: piece.slice(2, -1) };
    return { type: 'text', text: piece };
  });
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}

/** What follows a command: ids of people and channels only when the command asks for them, else what was typed. */
export function commandText(text: string, workspace: Workspace, shouldEscape: boolean): string {
  return pieces(text)
    .map((piece) => {
      if (!CALLS.test(piece)) return shouldEscape ? escaped(piece).replace(ADDRESS, (address) => `<${address}>`) : escaped(piece);
      const id = piece.replace(/^<[@#]|^<!subteam\^|^<!|>$/g, '');
      const name = workspace.people.get(id)?.name ?? workspace.channels.get(id)?.name ?? workspace.groups.get(id)?.handle ?? id;
      if (!shouldEscape) return `${piece.startsWith('<#') ? '#' : '@'}${name}`;
      return piece.startsWith('<!subteam') ? `<!subteam^${id}|@${name}>` : piece.startsWith('<!') ? piece : `${piece.slice(0, -1)}|${name}>`;
    })
    .join('');
}

function pieces(text: string): string[] {
  return text.split(new RegExp(`(${CALLS.source})`)).filter((piece) => piece !== '');
}
