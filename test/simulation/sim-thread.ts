/**
 * The thread as people see it. A process can die between a message and its record: the next one posts again under the
 * same key, and the surface finds the first message by it. An edit is one with its record, as on the page.
 */
import { type ThreadPost, threadOf } from '../../src/cards/thread.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { must } from './violation.ts';

export interface SimThread {
  /** Brings the thread to the state; false when the process died on the way. */
  show(workflow: Workflow, dies: (where: 'before-post' | 'after-post') => boolean): boolean;
  /** Whether people see what the state says. */
  shows(workflow: Workflow): boolean;
}

export function simThread(): SimThread {
  const surface = new Set<string>();
  const recorded = new Map<string, string>();
  return {
    show(workflow, dies) {
      for (const { key, text } of rendered(workflow)) {
        if (recorded.get(key) === text) continue;
        if (dies('before-post')) return false;
        if (!recorded.has(key)) {
          surface.add(key);
          if (dies('after-post')) return false;
        }
        recorded.set(key, text);
        if (dies('after-post')) return false;
      }
      return true;
    },
    shows: (workflow) => rendered(workflow).every(({ key, text }) => surface.has(key) && recorded.get(key) === text),
  };
}

/** The thread can always be shown, and every message has a key of its own. */
function rendered(workflow: Workflow): readonly { readonly key: string; readonly text: string }[] {
  const posts: readonly ThreadPost[] = threadOf(workflow);
  must(new Set(posts.map(({ key }) => key)).size === posts.length, 'thread-keys', () => posts.map(({ key }) => key).join(', '));
  must(posts.length > 0, 'thread-speaks', () => 'the thread is empty');
  return posts.map(({ key, card }) => ({ key, text: JSON.stringify(card) }));
}
