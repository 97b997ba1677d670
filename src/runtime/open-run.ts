/** Writes a new run into the ledger: its number, its first event and the wake-up in one transaction. */
import { decide } from '../engine/decide.ts';
import type { InputId, ThreadId, WorkflowId } from '../engine/ids.ts';
import { workflowId } from '../engine/ids.ts';
import type { Input } from '../engine/input.ts';
import { BatonError } from '../errors.ts';
import type { NewArtifact, Opening } from '../ports/ledger.ts';
import type { DeskDeps } from './desk-deps.ts';

export type RunToOpen = Omit<Extract<Input, { kind: 'request' }>, 'kind' | 'workflow' | 'number' | 'rehearsal'>;

export interface OpenedRun {
  readonly workflow: WorkflowId;
  readonly number: number;
  readonly thread: ThreadId;
}

/** The same input again opens nothing, and names what it opened the first time. */
export async function openRun(run: RunToOpen, input: InputId, artifacts: readonly NewArtifact[], deps: DeskDeps): Promise<OpenedRun> {
  const { tenant, thread } = run.place;
  const workflow = workflowId(deps.ids.next());
  const first: Opening['first'] = (number) => {
    const now = deps.clock.now();
    const decided = decide({ kind: 'none' }, { kind: 'request', workflow, number, rehearsal: deps.rehearsal, ...run }, now);
    if (decided.after.kind === 'none') throw new BatonError('request-not-taken', 'The engine did not take a request.');
    return { recorded: decided.events.map((event, index) => ({ seq: index + 1, at: now, input, event })), after: decided.after };
  };
  const opened = await deps.ledger.open({ tenant, workflow, input, artifacts, first });
  deps.nudge();
  const existing = opened.duplicate ? await deps.archive.find(tenant, opened.workflow) : null;
  return { workflow: opened.workflow, number: opened.number, thread: existing?.thread ?? thread };
}
