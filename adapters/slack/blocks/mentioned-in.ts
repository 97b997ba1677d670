/** Whose mentions are alive in blocks. */
import type { SlackBlock } from './slack-message.ts';

/** Ids, each once, in their order. */
export function mentionedIn(blocks: readonly SlackBlock[]): readonly string[] {
  return [...new Set(blocks.flatMap(found))];
}

/** As it is written in a text. */
export function mentionText(id: string): string {
  return id.startsWith('S') ? `<!subteam^${id}>` : `<@${id}>`;
}

function found(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(found);
  if (typeof value !== 'object' || value === null) return [];
  if ('user_id' in value && typeof value.user_id === 'string') return [value.user_id];
  if ('usergroup_id' in value && typeof value.usergroup_id === 'string') return [value.usergroup_id];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value && typeof value.text === 'string')
    return [...value.text.matchAll(MENTION)].flatMap(([, id]) => id ?? []);
  return Object.values(value).flatMap(found);
}

/** In mrkdwn of ours: other angle brackets are escaped. */
const MENTION = /<(?:@|!subteam\^)(\w+)>/gu;
