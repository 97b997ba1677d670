/** What each call is asked with: a pure function of the state and of the texts that the runtime has read for it. */
import type { Subject } from '../engine/call.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import { type Workstream, workstreamOf } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { assessmentPrompt } from './assessment.ts';
import { ballotPrompt } from './ballot.ts';
import { checkPrompt } from './check.ts';
import { handoffPrompt } from './handoff.ts';
import { inlinePrompt } from './inline.ts';
import type { Materials } from './materials.ts';
import { planPrompt } from './plan.ts';
import type { Prompt } from './prompt-parts.ts';
import { reviewPrompt } from './review.ts';
import { synthesisPrompt } from './synthesis.ts';
import { workerPrompt } from './worker.ts';

export type { Dependency, Materials } from './materials.ts';
export type { Prompt } from './prompt-parts.ts';
export { inputName } from './template.ts';

/** Throws when the plan has no such workstream: the engine never asks for one. */
export function promptFor(workflow: Workflow, subject: Subject, materials: Materials): Prompt {
  switch (subject.kind) {
    case 'assessment':
      return assessmentPrompt(workflow, materials);
    case 'inline':
      return inlinePrompt(workflow, materials);
    case 'plan':
      return planPrompt(workflow, materials);
    case 'workstream': {
      const workstream = planned(workflow, subject.workstream);
      return workstream.output === 'ballot' ? ballotPrompt(workflow, workstream, materials) : workerPrompt(workflow, workstream, materials);
    }
    case 'check':
      return checkPrompt(workflow, planned(workflow, subject.workstream), subject.round, materials);
    case 'review':
      return reviewPrompt(workflow, subject, materials);
    case 'handoff':
      return handoffPrompt(workflow, subject.phase, materials);
    case 'synthesis':
      return synthesisPrompt(workflow, materials);
    default: {
      const missed: never = subject;
      return missed;
    }
  }
}

function planned(workflow: Workflow, id: WorkstreamId): Workstream {
  const workstream = workflow.proposal ? workstreamOf(workflow.proposal.plan, id) : undefined;
  if (!workstream) throw new Error(`The plan of workflow ${workflow.id} has no workstream ${id}`);
  return workstream;
}
