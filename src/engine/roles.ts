/** Which role a call plays; the role picks its model, `max_tokens` and effort from the model table. */
import type { CallRole, Subject } from './call.ts';
import type { WorkstreamId } from './ids.ts';
import { type ModelName, ROLE_MODELS } from './model-table.ts';
import { type Workstream, workstreamOf } from './plan.ts';
import type { Workflow } from './state.ts';

export function roleOf(workflow: Workflow, subject: Subject): CallRole {
  switch (subject.kind) {
    case 'workstream': {
      const workstream = workflow.proposal ? workstreamOf(workflow.proposal.plan, subject.workstream) : undefined;
      if (!workstream) return 'general';
      return workstream.output === 'ballot' ? 'panel' : workstream.agent;
    }
    case 'plan':
      return 'planning';
    case 'assessment':
    case 'inline':
    case 'check':
    case 'review':
    case 'handoff':
    case 'synthesis':
      return subject.kind;
    default: {
      const missed: never = subject;
      return missed;
    }
  }
}

/** Whether it must look from several sides before it concludes: agents of type `plan`, unless the setting is off. */
export function thinksDeep(workflow: Workflow, { agent, output }: Workstream): boolean {
  return agent === 'plan' && output === 'text' && workflow.settings.ultrathink_for_plan;
}

/** What a person chose, for the workstream or with the request for all of them. Null: the role's. */
export function chosenModel(workflow: Workflow, workstream: WorkstreamId): ModelName | null {
  return workflow.workstreams.get(workstream)?.model ?? workflow.options.model;
}

/** The role's model, or the one that a person chose. */
export function modelFor(workflow: Workflow, subject: Subject): ModelName {
  const chosen = subject.kind === 'workstream' ? chosenModel(workflow, subject.workstream) : null;
  return chosen ?? ROLE_MODELS[roleOf(workflow, subject)].model;
}
