/** One attempt as the model port wants it: prompt, documents, model and limits, and the unrendered brief. */
import type { AttemptRecord, CallRole } from '../engine/call.ts';
import { ROLE_MODELS } from '../engine/model-table.ts';
import { workstreamOf } from '../engine/plan.ts';
import { roleOf } from '../engine/roles.ts';
import type { Workflow } from '../engine/state.ts';
import type { Library } from '../ports/library.ts';
import type { Brief, Effort, ModelCall } from '../ports/model.ts';
import { type Materials, promptFor } from '../prompts/index.ts';
import { attemptToolbox } from './attempt-toolbox.ts';
import type { DriveMemory } from './drive-memory.ts';
import { inputDocuments } from './input-documents.ts';
import { gatherMaterials, personaOf } from './materials.ts';

export async function callRequest(workflow: Workflow, attempt: AttemptRecord, library: Library, memory: DriveMemory): Promise<ModelCall> {
  const { subject } = attempt;
  const materials = await gatherMaterials(workflow, subject, library, memory);
  const { system, prompt } = promptFor(workflow, subject, materials);
  const role = roleOf(workflow, subject);
  return {
    attempt: attempt.id,
    role,
    model: attempt.model,
    maxTokens: ROLE_MODELS[role].maxTokens,
    effort: effortOf(workflow, role),
    timeoutMs: workflow.settings.default_timeout_minutes * 60_000,
    system,
    documents: readsFiles(subject.kind) ? await inputDocuments(workflow.inputs, memory) : [],
    prompt,
    tools: attemptToolbox(workflow, subject, memory),
    onFirstToken: () => undefined,
    brief: briefOf(workflow, attempt, materials),
  };
}

/** The source's `ultrathink_for_plan`: on, agents of type `plan` think as deep as the model can; off, as much as the others. */
function effortOf(workflow: Workflow, role: CallRole): Effort {
  return role === 'plan' && workflow.settings.ultrathink_for_plan ? 'max' : ROLE_MODELS[role].effort;
}

/** The other calls read results, which have taken from the files what they needed. */
function readsFiles(kind: AttemptRecord['subject']['kind']): boolean {
  return kind === 'assessment' || kind === 'inline' || kind === 'plan' || kind === 'workstream';
}

function briefOf(workflow: Workflow, attempt: AttemptRecord, materials: Materials): Brief {
  const { subject } = attempt;
  const plan = workflow.proposal?.plan;
  const workstream = plan && (subject.kind === 'workstream' || subject.kind === 'check') ? workstreamOf(plan, subject.workstream) : undefined;
  return {
    subject,
    tryNumber: attempt.tryNumber,
    request: materials.task,
    title: workstream?.title ?? materials.task,
    task: workstream?.task ?? materials.task,
    persona: personaOf(workflow, subject),
    buildsOn: materials.dependencies.map(({ title }) => title),
    gaps: subject.kind === 'synthesis' ? materials.missing : [],
  };
}
