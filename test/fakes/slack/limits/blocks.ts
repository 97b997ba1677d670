/** The blocks of a message, a modal or a home tab, each with its limits. Source: docs.slack.dev/reference/block-kit/blocks. */
import type { Loose } from '../loose.ts';
import { anyText, distinct, mrkdwn, plain } from './composition.ts';
import { asAccessory, button, IMAGE, image, inActions, inContext, inContextActions, inInput, oneSource } from './elements.ts';
import { oneRichText, richText } from './rich-text.ts';
import { all, type Check, complain, flag, integer, isObject, list, object, one, text, typed } from './schema.ts';

export type BlockSurface = 'message' | 'modal' | 'home';

/** Block types that only messages may hold. */
const MESSAGE_ONLY = ['markdown', 'plan', 'task_card', 'table', 'data_table', 'context_actions', 'carousel', 'file'];
const MOST: Readonly<Record<BlockSurface, number>> = { message: 50, modal: 100, home: 100 };

/** Everything that is wrong with these blocks; nothing: they are taken. `path` is the place of the array. */
export function blockProblems(blocks: Loose, surface: BlockSurface, rejects: ReadonlySet<string>, path = '/blocks'): string[] {
  const problems: string[] = [];
  const allowed = Object.keys(BLOCKS).filter((type) => !rejects.has(type) && (surface === 'message' || !MESSAGE_ONLY.includes(type)));
  all(
    list(
      typed(() => BLOCKS, allowed),
      MOST[surface],
      0,
    ),
    distinct('block_id'),
  )(blocks, path, problems);
  if (Array.isArray(blocks)) rejectedInside(blocks, rejects, path, problems);
  return problems;
}

const BLOCK = { block_id: text(255, 1) };
const ROWS = list(
  list(
    typed(() => ({
      raw_text: object({ type: one('raw_text'), 'text!': text(3000, 1) }),
      raw_number: object({ type: one('raw_number'), 'value!': integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), text: text(3000, 1) }),
      rich_text: richText,
    })),
    20,
  ),
  100,
);

const CARD: Check = object(
  {
    type: one('card'),
    ...BLOCK,
    hero_image: image,
    icon: image,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(button, 5),
  },
  (value, path, problems) => {
    if (!value.hero_image && !value.title && !value.actions && !value.body) complain(problems, 'one of hero_image, title, actions or body must be given', path);
  },
);

const TASK: Check = object({
  type: one('task_card'),
  ...BLOCK,
  'task_id!': text(255, 1),
  'title!': text(3000, 1),
  details: oneRichText,
  output: oneRichText,
  sources: list(object({ type: one('url'), 'url!': text(3000, 1), 'text!': text(3000, 1) }), 50, 0),
  'status!': one('pending', 'in_progress', 'complete', 'error'),
});

const BLOCKS: Readonly<Record<string, Check>> = {
  actions: object({ type: one('actions'), ...BLOCK, 'elements!': all(list(inActions, 25), distinct('action_id')) }),
  alert: object({ type: one('alert'), ...BLOCK, 'text!': anyText(), level: one('default', 'info', 'warning', 'error', 'success') }),
  card: CARD,
  carousel: object({ type: one('carousel'), ...BLOCK, 'elements!': list(CARD, 10) }),
  container: object(
    {
      type: one('container'),
      ...BLOCK,
      title: plain(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      'child_blocks!': list(
        typed(() => BLOCKS, ['actions', 'context', 'divider', 'file', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video']),
        10,
      ),
      width: one('narrow', 'standard', 'wide', 'full'),
      icon: image,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    (value, path, problems) => {
      if (!value.title && !value.rich_text_title) complain(problems, 'one of title and rich_text_title must be given', path);
      if (value.default_collapsed && !value.is_collapsible) complain(problems, 'default_collapsed requires is_collapsible', path);
    },
  ),
  context: object({ type: one('context'), ...BLOCK, 'elements!': list(inContext, 10) }),
  context_actions: object({ type: one('context_actions'), ...BLOCK, 'elements!': all(list(inContextActions, 5), distinct('action_id')) }),
  data_table: object({
    type: one('data_table'),
    ...BLOCK,
    'rows!': ROWS,
    'caption!': text(3000, 1),
    page_size: integer(1, 100),
    row_header_column_index: integer(0, 19),
  }),
  divider: object({ type: one('divider'), ...BLOCK }),
  file: object({ type: one('file'), ...BLOCK, 'source!': one('remote'), 'external_id!': text(255, 1) }),
  header: object({ type: one('header'), ...BLOCK, 'text!': plain(150) }),
  image: object({ ...IMAGE, ...BLOCK, title: plain(2000) }, oneSource),
  input: object({ type: one('input'), ...BLOCK, 'label!': plain(2000), hint: plain(2000), optional: flag, 'element!': inInput, dispatch_action: flag }),
  markdown: object({ type: one('markdown'), ...BLOCK, 'text!': text(12_000, 1) }),
  plan: object({ type: one('plan'), ...BLOCK, 'title!': text(3000, 1), tasks: all(list(TASK, 50, 0), distinct('task_id')) }),
  rich_text: richText,
  section: object(
    { type: one('section'), ...BLOCK, text: anyText(), fields: list(anyText(2000), 10), accessory: asAccessory, expand: flag },
    (value, path, problems) => {
      if (!value.text && !value.fields) complain(problems, 'one of text and fields must be given', path);
    },
  ),
  table: object({
    type: one('table'),
    ...BLOCK,
    'rows!': ROWS,
    column_settings: list(object({ align: one('left', 'center', 'right'), is_wrapped: flag }), 20),
  }),
  task_card: TASK,
  video: object({
    type: one('video'),
    ...BLOCK,
    'alt_text!': text(2000, 1),
    'title!': plain(199),
    'thumbnail_url!': text(3000, 1),
    'video_url!': text(3000, 1),
    author_name: text(49),
    description: plain(199),
    provider_icon_url: text(3000),
    provider_name: text(255),
    title_url: text(3000),
  }),
};

/** A workspace without a newer block type refuses it inside other blocks too. */
function rejectedInside(value: Loose, rejects: ReadonlySet<string>, path: string, problems: string[], depth = 0): void {
  if (rejects.size === 0 || (!isObject(value) && !Array.isArray(value))) return;
  for (const [key, entry] of Object.entries(value)) {
    const at = `${path}/${key}`;
    if (depth > 0 && isObject(entry) && rejects.has(entry.type)) complain(problems, `unsupported type: ${entry.type}`, `${at}/type`);
    rejectedInside(entry, rejects, at, problems, depth + 1);
  }
}
