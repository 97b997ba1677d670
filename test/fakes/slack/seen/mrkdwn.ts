/** Markup as a person reads it: names instead of ids, words instead of escapes. */
import type { Workspace } from '../world/workspace.ts';

export function readMrkdwn(text: string, workspace: Workspace): string {
  const shown = text.replace(/<([^<>\n]+)>/g, (_, inside: string) => {
    const [target = '', label] = inside.split('|');
    if (/^@[UW][A-Z0-9]+$/.test(target)) return `@${workspace.people.get(target.slice(1))?.name ?? target.slice(1)}`;
    if (target.startsWith('!subteam^')) return `@${workspace.groups.get(target.slice('!subteam^'.length))?.handle ?? 'unknown-group'}`;
    if (/^#C[A-Z0-9]+$/.test(target)) return `#${workspace.channels.get(target.slice(1))?.name ?? 'unknown-channel'}`;
    if (target.startsWith('!date^')) return label ?? target;
    if (target.startsWith('!')) return `@${target.slice(1)}`;
    return label ?? target.replace(/^mailto:/, '');
  });
  return unescaped(shown);
}

/** Slack escapes exactly these three. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
