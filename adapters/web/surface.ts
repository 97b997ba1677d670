/**
 * The web page as a surface. The posted rows themselves are the thread: the page reads them, so there is nothing to
 * send, and a viewer's stream is told by the change hints.
 */
import type { Surface } from '../../src/ports/surface.ts';

export const WEB_SURFACE = 'web';

export const webSurface: Surface = {
  name: WEB_SURFACE,
  // A quarter of a second between edits: live to the eye, and a busy thread does not flood its viewers.
  pace: { editIntervalMs: () => 250, worthEditing: (card) => card },
  tells: () => true,
  post: ({ key }) => Promise.resolve(key),
  edit: () => Promise.resolve(),
};
