/** What components may stand in a message, and how large. docs.discord.com/developers/components/reference */
import type { Loose } from '../loose.ts';
import { type Check, flag, integer, isObject, list, object, one, type Problem, text, typed } from './schema.ts';
import { MOST_COMPONENTS, textDisplay, together } from './together.ts';
import { button, ID, SELECTS } from './usable.ts';

const ROWS = 5;

const media: Check = object({ 'url!': text(2048, 1) }, (value, path, problems) => {
  if (typeof value.url === 'string' && !/^(https?|attachment):\/\//.test(value.url))
    problems.push({ path: [...path, 'url'], code: 'URL_TYPE_INVALID_SCHEME', message: "Scheme must be one of ('http', 'https', 'attachment')." });
});

const messageRow = object(
  {
    ...ID,
    'components!': list(
      typed(() => ({ 2: button, ...SELECTS })),
      5,
      1,
    ),
  },
  (value, path, problems) => {
    if (!Array.isArray(value.components)) return;
    const selects = value.components.filter((entry: Loose) => Object.hasOwn(SELECTS, entry?.type)).length;
    if (selects > 0 && value.components.length > 1)
      problems.push({ path: [...path, 'components'], code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message: 'The specified component exceeds the maximum width' });
  },
);
const thumbnail = object({ ...ID, 'media!': media, description: text(1024), spoiler: flag });
const section = object({
  ...ID,
  'components!': list(
    typed(() => ({ 10: textDisplay })),
    3,
    1,
  ),
  'accessory!': typed(() => ({ 2: button, 11: thumbnail })),
});
const gallery = object({ ...ID, 'items!': list(object({ 'media!': media, description: text(1024), spoiler: flag }), 10, 1) });
const file = object({ ...ID, 'file!': media, spoiler: flag }, (value, path, problems) => {
  if (isObject(value.file) && typeof value.file.url === 'string' && !/^attachment:\/\//.test(value.file.url) && !value.file.url.includes('/attachments/'))
    problems.push({ path: [...path, 'file', 'url'], code: 'UNFURLED_MEDIA_ITEM_NOT_ATTACHMENT', message: 'Only attachments may be shown as files' });
});
const separator = object({ ...ID, divider: flag, spacing: one(1, 2) });
const INSIDE = { 1: messageRow, 9: section, 10: textDisplay, 12: gallery, 13: file, 14: separator };
const container = object({
  ...ID,
  'components!': list(
    typed(() => INSIDE),
    MOST_COMPONENTS,
    1,
  ),
  accent_color: integer(0, 0xffffff),
  spoiler: flag,
});

export function messageComponentProblems(components: Loose, v2: boolean): Problem[] {
  const problems: Problem[] = [];
  if (v2)
    list(
      typed(() => ({ ...INSIDE, 17: container })),
      MOST_COMPONENTS,
      0,
    )(components, ['components'], problems);
  else
    list(
      typed(() => ({ 1: messageRow })),
      ROWS,
    )(components, ['components'], problems);
  if (Array.isArray(components)) together(components, problems, v2);
  return problems;
}
