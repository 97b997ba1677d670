/** `rich_text`: what people's own messages are made of, and what a task card's details hold. */
import type { Check } from './schema.ts';
import { flag, integer, list, matching, object, one, text, typed } from './schema.ts';

const STYLE = object({ bold: flag, italic: flag, strike: flag, code: flag, underline: flag, highlight: flag, client_highlight: flag, unlink: flag });
const USER = matching(/^[UW][A-Z0-9]{4,}$/, 'must be a valid user');

const LEAVES: Readonly<Record<string, Check>> = {
  text: object({ type: one('text'), 'text!': text(Number.MAX_SAFE_INTEGER, 1), style: STYLE }),
  link: object({ type: one('link'), 'url!': text(3000, 1), text: text(3000), unsafe: flag, style: STYLE }),
  emoji: object({ type: one('emoji'), 'name!': text(255, 1), unicode: text(255), url: text(3000), style: STYLE }),
  user: object({ type: one('user'), 'user_id!': USER, style: STYLE }),
  usergroup: object({ type: one('usergroup'), 'usergroup_id!': matching(/^S[A-Z0-9]{4,}$/, 'must be a valid usergroup'), style: STYLE }),
  channel: object({ type: one('channel'), 'channel_id!': matching(/^[CGD][A-Z0-9]{4,}$/, 'must be a valid channel'), style: STYLE }),
  team: object({ type: one('team'), 'team_id!': text(255, 1), style: STYLE }),
  broadcast: object({ type: one('broadcast'), 'range!': one('here', 'channel', 'everyone'), style: STYLE }),
  date: object({ type: one('date'), 'timestamp!': integer(0, 1e11), 'format!': text(255, 1), url: text(3000), fallback: text(255), style: STYLE }),
  color: object({ type: one('color'), 'value!': text(16, 1), style: STYLE }),
};

const leaf = typed(() => LEAVES);
const leaves = list(leaf, 10_000, 0);
const section = object({ type: one('rich_text_section'), 'elements!': leaves });

const PARTS: Readonly<Record<string, Check>> = {
  rich_text_section: section,
  rich_text_list: object({
    type: one('rich_text_list'),
    'style!': one('bullet', 'ordered'),
    'elements!': list(section, 1000),
    indent: integer(0, 8),
    offset: integer(0, 10_000),
    border: integer(0, 1),
  }),
  rich_text_quote: object({ type: one('rich_text_quote'), 'elements!': leaves, border: integer(0, 1) }),
  rich_text_preformatted: object({
    type: one('rich_text_preformatted'),
    'elements!': list(
      typed(() => LEAVES, ['text', 'link']),
      10_000,
      0,
    ),
    border: integer(0, 1),
    language: text(50),
  }),
};

const parts = list(
  typed(() => PARTS),
  1000,
);
export const richText: Check = object({ type: one('rich_text'), block_id: text(255, 1), 'elements!': parts });
/** A task card's details and output: one part only. */
export const oneRichText: Check = object({
  type: one('rich_text'),
  block_id: text(255, 1),
  'elements!': list(
    typed(() => PARTS),
    1,
  ),
});
