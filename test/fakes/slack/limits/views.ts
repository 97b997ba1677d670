/** A modal or a home tab as a whole. Source: docs.slack.dev/reference/views. */
import type { Loose } from '../loose.ts';
import { blockProblems } from './blocks.ts';
import { plain } from './composition.ts';
import { anything, complain, flag, isObject, object, one, text } from './schema.ts';

const COMMON = { 'blocks!': anything, private_metadata: text(3000), callback_id: text(255), external_id: text(255) };
const MODAL = object({
  'type!': one('modal'),
  ...COMMON,
  'title!': plain(24),
  close: plain(24),
  submit: plain(24),
  clear_on_close: flag,
  notify_on_close: flag,
});
const HOME = object({ 'type!': one('home'), ...COMMON });
/** A view with everything in it (docs.slack.dev/reference/methods/views.publish: view_too_large). */
export const VIEW_BYTES = 250_000;

export function viewProblems(view: Loose, kind: 'modal' | 'home', rejects: ReadonlySet<string>): string[] {
  if (!isObject(view)) return ['must provide an object [json-pointer:/view]'];
  const problems: string[] = [];
  (kind === 'modal' ? MODAL : HOME)(view, '/view', problems);
  if (Array.isArray(view.blocks)) problems.push(...blockProblems(view.blocks, kind, rejects, '/view/blocks'));
  else complain(problems, 'must be an array', '/view/blocks');
  if (kind === 'modal' && Array.isArray(view.blocks) && view.blocks.some((block: Loose) => block?.type === 'input') && !view.submit)
    complain(problems, 'missing required field: submit', '/view');
  return problems;
}
