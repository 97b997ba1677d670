/** Ids that follow from the workflow: counted, so that they need no randomness and stay the same on replay. */

import { type Subject, subjectKey } from './call.ts';
import { type AttemptId, attemptId, type DecisionId, decisionId } from './ids.ts';
import { workstreamOf } from './plan.ts';
import type { Workflow } from './state.ts';

export function attemptIdFor(workflow: Workflow): AttemptId {
  return attemptId(`${workflow.id}-a${workflow.attemptsMade + 1}`);
}

export function decisionIdFor(workflow: Workflow): DecisionId {
  return decisionId(`${workflow.id}-d${workflow.decisionsMade + 1}`);
}

const MAX_DESCRIPTION = 40;

/** The source's label for an attempt, `wf_<id>_<task>_<desc>`: `wf_142_3_write-the-migration-plan`, `wf_142_handoff-p1`. */
export function labelOf(workflow: Workflow, subject: Subject): string {
  const task = 'workstream' in subject ? subject.workstream : subjectKey(subject).replaceAll(':', '-');
  const title = 'workstream' in subject && workflow.proposal ? (workstreamOf(workflow.proposal.plan, subject.workstream)?.title ?? '') : '';
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, MAX_DESCRIPTION)
    .replace(/^-|-$/gu, '');
  const description = subject.kind === 'check' ? `check-${subject.round}` : words;
  return ['wf', workflow.number, task, ...(description === '' ? [] : [description])].join('_');
}
