/** `rich_text` as plain lines. */
import type { Loose } from '../loose.ts';
import type { Workspace } from '../world/workspace.ts';

export function richTextLines(block: Loose, workspace: Workspace): string[] {
  return block.elements.flatMap((part: Loose) => partLines(part, workspace));
}

function partLines(part: Loose, workspace: Workspace): string[] {
  const inline = (elements: readonly Loose[]) => elements.map((element) => leaf(element, workspace)).join('');
  switch (part.type) {
    case 'rich_text_list':
      return part.elements.flatMap((item: Loose, index: number) => {
        const sign = part.style === 'ordered' ? `${(part.offset ?? 0) + index + 1}.` : '•';
        return inline(item.elements)
          .split('\n')
          .map((line, at) => `${'  '.repeat(part.indent ?? 0)}${at === 0 ? sign : ' '.repeat(sign.length)} ${line}`);
      });
    case 'rich_text_quote':
      return inline(part.elements)
        .split('\n')
        .map((line) => `> ${line}`);
    default:
      return inline(part.elements).replace(/\n$/, '').split('\n');
  }
}

function leaf(element: Loose, workspace: Workspace): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return element.text ?? element.url;
    case 'user':
      return `@${workspace.people.get(element.user_id)?.name ?? element.user_id}`;
    case 'usergroup':
      return `@${workspace.groups.get(element.usergroup_id)?.handle ?? 'unknown-group'}`;
    case 'channel':
      return `#${workspace.channels.get(element.channel_id)?.name ?? 'unknown-channel'}`;
    case 'broadcast':
      return `@${element.range}`;
    case 'emoji':
      return `:${element.name}:`;
    case 'date':
      return element.fallback ?? new Date(element.timestamp * 1000).toISOString();
    default:
      return '';
  }
}
