/** A short mark of what is shown: the same content has the same mark, in every process. */
import { createHash } from 'node:crypto';
import type { Workflow } from '../../../src/engine/state.ts';
import type { Message, ThreadSummary } from '../../../src/ports/archive.ts';

export const threadDigest = (messages: readonly Message[], workflow: Workflow | null): string => mark([messages, workflow?.id ?? null, workflow?.version ?? 0]);
export const channelDigest = (threads: readonly ThreadSummary[]): string => mark(threads);
export const messageDigest = (message: Message): string => mark(message);

function mark(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
