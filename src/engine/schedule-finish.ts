/** After the last phase: integrate what there is, and end with the engine's own count of what is missing. */

import { ensureCall } from './ensure-call.ts';
import type { WorkflowEvent } from './event.ts';
import type { Workflow } from './state.ts';
import { coverageOf } from './status.ts';
import { uncoveredParts } from './uncovered-parts.ts';
import { awaitedVote } from './verdict.ts';

export function finishing(workflow: Workflow, now: number): readonly WorkflowEvent[] {
  const coverage = coverageOf(workflow);
  if (workflow.answer) return [{ kind: 'ended', outcome: coverage.missing.length + uncoveredParts(workflow).length === 0 ? 'completed' : 'partial', by: null }];
  // Nothing was produced: there is nothing to integrate, and a model must not make it up.
  if (coverage.done === 0) return [{ kind: 'ended', outcome: 'failed', by: null }];
  return awaitedVote(workflow) ? [] : ensureCall(workflow, { kind: 'synthesis' }, now);
}
