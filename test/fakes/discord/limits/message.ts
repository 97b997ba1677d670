/** A message as a whole. docs.discord.com/developers/resources/message#create-message */
import type { Loose } from '../loose.ts';
import { FLAG } from '../world/message.ts';
import { messageComponentProblems } from './components.ts';
import { anything, type Check, flag, integer, length, list, object, one, type Problem, snowflake, text } from './schema.ts';

const CONTENT = 2000;
const NONCE = 25;
const MOST_FILES = 10;
const EMBEDS = 10;
const EMBED_TEXT = 6000;

const embedText = object({ 'name!': text(256, 1), 'value!': text(1024, 1), inline: flag });
const embed = object({
  title: text(256),
  description: text(4096),
  url: text(2048),
  color: integer(0, 0xffffff),
  footer: object({ 'text!': text(2048, 1) }),
  author: object({ 'name!': text(256, 1) }),
  fields: list(embedText, 25),
});
const allowedMentions: Check = object(
  { parse: list(one('everyone', 'roles', 'users'), 3), users: list(snowflake, 100), roles: list(snowflake, 100), replied_user: flag },
  (value, path, problems) => {
    for (const kind of ['users', 'roles'])
      if (value.parse?.includes?.(kind) && value[kind]?.length > 0)
        problems.push({ path, code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.` });
  },
);
const nonce: Check = (value, path, problems) => {
  if (typeof value !== 'string' && !Number.isInteger(value)) problems.push({ path, code: 'BASE_TYPE_BAD_TYPE', message: 'Must be a string or an integer.' });
  else text(NONCE)(String(value), path, problems);
};
const BODY = object({
  content: text(CONTENT),
  nonce,
  enforce_nonce: flag,
  tts: flag,
  embeds: list(embed, EMBEDS),
  allowed_mentions: allowedMentions,
  attachments: list(anything, MOST_FILES),
  message_reference: object({ 'message_id!': snowflake, channel_id: snowflake, guild_id: snowflake, fail_if_not_exists: flag }),
  flags: integer(0, 2 ** 20),
});

/** `standing`: the flags of the message that is edited; 0 for a new one. */
export function messageProblems(body: Loose, fileNames: readonly string[], standing = 0, edits = false): Problem[] {
  const problems: Problem[] = [];
  BODY(body, [], problems);
  const v2 = (((body.flags ?? 0) | standing) & FLAG.componentsV2) !== 0;
  if (edits && (standing & FLAG.componentsV2) !== 0 && typeof body.flags === 'number' && (body.flags & FLAG.componentsV2) === 0)
    problems.push({ path: ['flags'], code: 'MESSAGE_FLAGS_CANNOT_REMOVE_COMPONENTS_V2', message: 'The IS_COMPONENTS_V2 flag cannot be removed' });
  if (body.components !== undefined && body.components !== null) problems.push(...messageComponentProblems(body.components, v2));
  if (v2) for (const field of ['content', 'embeds', 'poll', 'sticker_ids']) if (isSet(body[field])) problems.push(legacy(field));
  if (textIn(body.embeds) > EMBED_TEXT)
    problems.push({ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message: `Embed size exceeds maximum size of ${EMBED_TEXT}` });
  if (fileNames.length > MOST_FILES)
    problems.push({ path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${MOST_FILES} or fewer in length.` });
  for (const name of referenced(body.components))
    if (!fileNames.includes(name))
      problems.push({ path: ['components'], code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message: `The attachment ${name} was not found` });
  return problems;
}

function legacy(field: string): Problem {
  return {
    path: [field],
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  };
}

function isSet(value: Loose): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** The files that components name. */
function referenced(value: Loose): string[] {
  if (Array.isArray(value)) return value.flatMap(referenced);
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.url === 'string' && value.url.startsWith('attachment://') ? [value.url.slice('attachment://'.length)] : [];
  return [...own, ...Object.values(value).flatMap(referenced)];
}

function textIn(value: Loose): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one: Loose) => sum + textIn(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return (
    ['title', 'description', 'name', 'value', 'text'].reduce((sum, key) => sum + (typeof value[key] === 'string' ? length(value[key]) : 0), 0) +
    textIn(value.footer) +
    textIn(value.author) +
    textIn(value.fields)
  );
}
