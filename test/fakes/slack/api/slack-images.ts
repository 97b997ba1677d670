/** An image block that shows a file in Slack: the file must be there, be an image, and be the app's to show. */
import type { Loose } from '../loose.ts';
import type { Context } from './method.ts';
import { refuseWith } from './refusal.ts';

const IMAGES = ['image/png', 'image/jpeg', 'image/gif'];

export function checkImages(context: Context, value: Loose, path = '/blocks'): void {
  if (typeof value !== 'object' || value === null) return;
  const named = value.slack_file;
  if (named) {
    const file = [...context.workspace.files.values()].find((one) => one.id === named.id || (typeof named.url === 'string' && named.url.includes(one.id)));
    // Until Slack has looked at an upload it is not yet an image; a file that is gone never is.
    const ready = file && ['uploaded', 'shared'].includes(file.state) && file.readyAt <= context.server.world.time.now();
    if (!ready || !IMAGES.includes(file.mimetype)) throw refuseWith('invalid_blocks', [`invalid slack file [json-pointer:${path}/slack_file]`]);
  }
  for (const [key, entry] of Object.entries(value)) checkImages(context, entry, `${path}/${key}`);
}
