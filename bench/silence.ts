/** A surface that nobody looks at, at the pace of the page. The cards are made and compared; they are not sent and not kept. */

import { webSurface } from '../adapters/web/surface.ts';
import type { Posts } from '../src/ports/posts.ts';
import type { Surface } from '../src/ports/surface.ts';

export const SILENT = 'silent';

export const silentSurface: Surface = {
  name: SILENT,
  pace: webSurface.pace,
  tells: webSurface.tells,
  post: ({ key }) => Promise.resolve(key),
  edit: () => Promise.resolve(),
};

export const silentPosts: Posts = {
  known: () => Promise.resolve(new Map()),
  record: () => Promise.resolve('recorded'),
  recordPerson: () => Promise.resolve(),
};
