/**
 * Tells live drives that their inbox has something: at once by a change hint, and by one look per second for all of
 * them together, because hints may be lost.
 */
import type { Logger } from 'pino';
import type { WorkflowId } from '../engine/ids.ts';
import type { Changes } from '../ports/changes.ts';
import type { Inbox } from '../ports/inbox.ts';

/** DESIGN: a 1 s poll is the floor. */
const LOOK_EVERY_MS = 1000;

export interface InboxWatch {
  /** Returns the function that ends the watch. */
  watch(workflow: WorkflowId, stir: () => void): () => void;
  close(): void;
}

export function createInboxWatch({ inbox, changes, log }: { inbox: Inbox; changes: Changes; log: Logger }): InboxWatch {
  const watched = new Map<WorkflowId, () => void>();
  const unsubscribe = changes.subscribe((change) => {
    if (change.kind === 'inbox') watched.get(change.workflow)?.();
  });
  let looking = false;
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);

  async function look(): Promise<void> {
    if (looking || watched.size === 0) return;
    looking = true;
    try {
      for (const workflow of await inbox.waiting([...watched.keys()])) watched.get(workflow)?.();
    } catch (error) {
      log.warn({ err: error }, 'the inbox could not be read');
    } finally {
      looking = false;
    }
  }

  return {
    watch(workflow, stir) {
      watched.set(workflow, stir);
      return () => {
        if (watched.get(workflow) === stir) watched.delete(workflow);
      };
    },
    close() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}
