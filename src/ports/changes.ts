/** Hints that something changed in another process or this one. A hint may be lost; readers also look by themselves. */
import type { TenantId, ThreadId, WorkflowId } from '../engine/ids.ts';

export type Change =
  | { readonly kind: 'thread'; readonly tenant: TenantId; readonly thread: ThreadId }
  | { readonly kind: 'inbox'; readonly workflow: WorkflowId };

export interface Changes {
  /** Returns the function that ends the subscription. */
  subscribe(listener: (change: Change) => void): () => void;
}
