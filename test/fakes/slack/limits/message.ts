/** A message as a whole: its text, its blocks together, its metadata. The first refusal that applies, as Slack names it. */
import type { Loose } from '../loose.ts';
import { blockProblems } from './blocks.ts';
import { isObject } from './schema.ts';

export interface MessageRefusal {
  readonly error: string;
  readonly errors?: readonly string[];
}

/** Longer texts are cut when they are posted (docs.slack.dev/reference/methods/chat.postMessage) and refused in an update. */
export const TEXT_IS_CUT_AT = 40_000;
const UPDATED_TEXT = 4_000;
/** All `markdown` blocks of one message together (docs.slack.dev/reference/block-kit/blocks/markdown-block). */
const MARKDOWN_TOGETHER = 12_000;
/** Not documented; measured by others (slackapi/bolt-js#2509, #2867): every block weighs 125 besides its text. */
const BLOCKS_TOGETHER = 13_422;
const BLOCK_WEIGHS = 125;
const LEAF_WEIGHS = 40;
/** docs.slack.dev/messaging/message-metadata */
const METADATA_BYTES = 16_384;
const TABLE_CHARACTERS = 10_000;

export function messageRefusal(
  message: { text?: Loose; blocks?: Loose; metadata?: Loose; attachments?: Loose },
  rejects: ReadonlySet<string>,
  updating: boolean,
): MessageRefusal | null {
  const { text, blocks, metadata } = message;
  if (blocks !== undefined && !Array.isArray(blocks)) return { error: 'invalid_blocks_format' };
  const problems = blocks ? blockProblems(blocks, 'message', rejects) : [];
  if (problems.length > 0) return { error: 'invalid_blocks', errors: problems };
  if (blocks && tables(blocks) > 1) return { error: 'invalid_blocks', errors: ['only_one_table_allowed [json-pointer:/blocks]'] };
  if (blocks && tableCharacters(blocks) > TABLE_CHARACTERS) return { error: 'invalid_blocks', errors: ['table is too large [json-pointer:/blocks]'] };
  if (blocks && markdownTogether(blocks) > MARKDOWN_TOGETHER) return { error: 'msg_blocks_too_long' };
  if (blocks && weight(blocks) > BLOCKS_TOGETHER) return { error: 'msg_blocks_too_long' };
  if (updating && typeof text === 'string' && text.length > UPDATED_TEXT) return { error: 'msg_too_long' };
  if (!updating && !text && !(blocks?.length > 0) && !message.attachments) return { error: 'no_text' };
  return metadata === undefined ? null : metadataRefusal(metadata);
}

function metadataRefusal(metadata: Loose): MessageRefusal | null {
  if (!isObject(metadata)) return { error: 'invalid_metadata_format' };
  const unknown = Object.keys(metadata).some((key) => !['event_type', 'event_payload', 'entities'].includes(key));
  if (unknown || typeof metadata.event_type !== 'string' || metadata.event_type === '' || !isObject(metadata.event_payload))
    return { error: 'invalid_metadata_schema' };
  return Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES ? { error: 'metadata_too_large' } : null;
}

function markdownTogether(blocks: readonly Loose[]): number {
  return blocks.reduce((sum, block) => sum + (block.type === 'markdown' ? block.text.length : 0), 0);
}

function tables(blocks: readonly Loose[]): number {
  return blocks.filter((block) => block.type === 'table').length;
}

function tableCharacters(blocks: readonly Loose[]): number {
  return textOf(blocks.filter((block) => block.type === 'table' || block.type === 'data_table'));
}

/** What the blocks weigh together: their text, and every block and piece of rich text besides. */
function weight(value: Loose): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + weight(entry), 0);
  if (!isObject(value)) return 0;
  const own = (typeof value.text === 'string' ? value.text.length : 0) + (typeof value.title === 'string' ? value.title.length : 0);
  const kind = typeof value.type === 'string' ? value.type : '';
  const leaf = ['text', 'link', 'user', 'usergroup', 'emoji', 'channel', 'broadcast', 'date'].includes(kind);
  const block = kind !== '' && !leaf && !['plain_text', 'mrkdwn', 'button', 'raw_text', 'raw_number'].includes(kind) && !kind.startsWith('rich_text_');
  const inside = Object.values(value).reduce((sum: number, entry) => sum + weight(entry), 0);
  return own + inside + (leaf ? LEAF_WEIGHS : 0) + (block ? BLOCK_WEIGHS : 0);
}

function textOf(value: Loose): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + textOf(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, entry]) => sum + (key === 'text' && typeof entry === 'string' ? entry.length : textOf(entry)), 0);
}
