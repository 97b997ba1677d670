/** What a call's prompt is made of: the texts it builds on, read from this drive's memory or the artifacts. */
import type { ArtifactRef } from '../engine/body.ts';
import type { Subject } from '../engine/call.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import { phaseOf, workstreamOf } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { coverageOf } from '../engine/status.ts';
import { PATTERNS } from '../patterns/index.ts';
import type { Library } from '../ports/library.ts';
import type { Materials } from '../prompts/index.ts';
import type { DriveMemory } from './drive-memory.ts';

export async function gatherMaterials(workflow: Workflow, subject: Subject, library: Library, memory: DriveMemory): Promise<Materials> {
  const persona = personaOf(workflow, subject);
  return {
    task: await memory.whole(workflow.task),
    dependencies: await Promise.all(sources(workflow, subject).map((source) => dependency(workflow, source, memory))),
    personaText: persona === null ? null : (library.persona(persona)?.text ?? null),
    patterns: PATTERNS.map(({ name, when }) => ({ name, when })),
    personas: library.personas().map(({ name, description }) => ({ name, description })),
    missing: coverageOf(workflow).missing.map(({ title }) => title),
    files: workflow.inputs.map(({ name }) => name),
  };
}

/** The persona of the workstream, else of its phase. */
export function personaOf(workflow: Workflow, subject: Subject): string | null {
  const plan = workflow.proposal?.plan;
  if (subject.kind !== 'workstream' || !plan) return null;
  return workstreamOf(plan, subject.workstream)?.persona ?? phaseOf(plan, subject.workstream)?.persona ?? null;
}

interface Source {
  readonly workstream: WorkstreamId;
  readonly artifact: ArtifactRef;
}

/** Results that the subject builds on, in plan order; the loop's last draft comes with its own workstream. */
function sources(workflow: Workflow, subject: Subject): readonly Source[] {
  const plan = workflow.proposal?.plan;
  if (!plan) return [];
  switch (subject.kind) {
    case 'assessment':
    case 'inline':
    case 'plan':
      return [];
    case 'workstream': {
      const needed = workstreamOf(plan, subject.workstream)?.dependsOn ?? [];
      return [...results(workflow, needed), ...draft(workflow, subject.workstream)];
    }
    case 'check':
      return draft(workflow, subject.workstream);
    case 'handoff':
      return results(workflow, plan.phases.find((phase) => phase.id === subject.phase)?.workstreams ?? []);
    case 'synthesis':
      return results(
        workflow,
        plan.workstreams.map(({ id }) => id),
      );
    default: {
      const missed: never = subject;
      return missed;
    }
  }
}

function results(workflow: Workflow, ids: readonly WorkstreamId[]): readonly Source[] {
  return ids.flatMap((workstream) => {
    const status = workflow.workstreams.get(workstream)?.status;
    return status?.kind === 'done' || status?.kind === 'supplied' ? [{ workstream, artifact: status.artifact }] : [];
  });
}

function draft(workflow: Workflow, workstream: WorkstreamId): readonly Source[] {
  const last = workflow.workstreams.get(workstream)?.loop?.draft;
  return last ? [{ workstream, artifact: last.artifact }] : [];
}

async function dependency(workflow: Workflow, { workstream, artifact }: Source, memory: DriveMemory): Promise<Materials['dependencies'][number]> {
  const plan = workflow.proposal?.plan;
  return {
    id: workstream,
    title: (plan && workstreamOf(plan, workstream)?.title) ?? workstream,
    phase: (plan && phaseOf(plan, workstream)?.title) ?? '',
    name: artifact.name,
    text: await memory.text(artifact),
  };
}
