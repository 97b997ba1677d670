/** One attempt as the model port wants it: prompt, documents, model and limits, and the unrendered brief. */
import type { AttemptRecord, CallRole } from '../engine/call.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import { ROLE_MODELS } from '../engine/model-table.ts';
import { workstreamOf } from '../engine/plan.ts';
import { filesRead } from '../engine/request-files.ts';
import { roleOf } from '../engine/roles.ts';
import type { Workflow, WorkstreamStatus } from '../engine/state.ts';
import { uncoveredParts } from '../engine/uncovered-parts.ts';
import { timesSentBack } from '../engine/under-review.ts';
import type { Library } from '../ports/library.ts';
import type { Brief, Effort, ModelCall, ReviewBrief } from '../ports/model.ts';
import { type Materials, promptFor } from '../prompts/index.ts';
import { attemptToolbox } from './attempt-toolbox.ts';
import type { DriveMemory } from './drive-memory.ts';
import { inputDocuments } from './input-documents.ts';
import { gatherMaterials, personaOf } from './materials.ts';
import { planBrief } from './plan-brief.ts';

export async function callRequest(workflow: Workflow, attempt: AttemptRecord, library: Library, memory: DriveMemory): Promise<ModelCall> {
  const { subject } = attempt;
  await library.refresh();
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
    documents: await inputDocuments(filesRead(workflow, subject), memory),
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

function briefOf(workflow: Workflow, attempt: AttemptRecord, materials: Materials): Brief {
  const { subject } = attempt;
  const plan = workflow.proposal?.plan;
  const workstream =
    plan && (subject.kind === 'workstream' || subject.kind === 'check' || subject.kind === 'review') ? workstreamOf(plan, subject.workstream) : undefined;
  return {
    subject,
    tryNumber: attempt.tryNumber,
    request: materials.task,
    title: workstream?.title ?? materials.task,
    task: workstream ? [workstream.task, ...(workstream.given ?? []).map(({ text }) => text)].join('\n') : materials.task,
    persona: personaOf(workflow, subject),
    buildsOn: materials.dependencies.map(({ title }) => title),
    gaps: subject.kind === 'synthesis' ? materials.missing : [],
    review: subject.kind === 'review' ? reviewBrief(workflow, subject.workstream) : null,
    plan: subject.kind === 'plan' ? planBrief(workflow) : null,
  };
}

function reviewBrief(workflow: Workflow, id: WorkstreamId): ReviewBrief | null {
  const { proposal } = workflow;
  const workstream = proposal && workstreamOf(proposal.plan, id);
  if (!proposal || !workstream) return null;
  const others = [...workflow.workstreams.values()].filter((record) => record.id !== id);
  return {
    pieces: proposal.plan.workstreams.length,
    room: proposal.envelope.maxWorkstreams - proposal.plan.workstreams.length,
    others: others.filter(({ status }) => ['pending', 'running', 'blocked'].includes(status.kind)).length,
    standing: [...workflow.workstreams.values()].filter(({ status }) => STANDING.has(status.kind)).map((record) => Number(record.id)),
    uncovered: uncoveredParts(workflow).map(({ number }) => number),
    agent: workstream.agent,
    failed: workflow.workstreams.get(id)?.status.kind === 'failed',
    sentBack: timesSentBack(workflow, id),
  };
}

/** What a new piece may wait for. */
const STANDING: ReadonlySet<WorkstreamStatus['kind']> = new Set(['pending', 'running', 'done', 'supplied']);
