/** A thread as its page and its stream show it: the messages, and the newest workflow in it. */
import { LOCAL_TENANT, type ThreadId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Archive, Message, WorkflowSummary } from '../../src/ports/archive.ts';
import { loadWorkflow } from './load-workflow.ts';
import { notFound } from './problem.ts';

export interface ReadThread {
  readonly messages: readonly Message[];
  readonly workflow: Workflow | null;
  readonly summary: WorkflowSummary | null;
}

export async function readThread(archive: Archive, thread: ThreadId): Promise<ReadThread> {
  const [summary] = await archive.workflows(LOCAL_TENANT, { active: null, thread, limit: 1 });
  const messages = await archive.messages(LOCAL_TENANT, thread);
  if (messages.length === 0 && summary === undefined) throw notFound('thread');
  if (summary === undefined) return { messages, workflow: null, summary: null };
  const { workflow } = await loadWorkflow(archive, summary.id);
  return { messages, workflow, summary };
}
