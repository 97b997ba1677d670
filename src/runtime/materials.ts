/** What a call's prompt is made of: the texts it builds on, read from this drive's memory or the artifacts. */
import type { ArtifactRef } from '../engine/body.ts';
import type { Subject } from '../engine/call.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import { personaFor, phaseOf, skillsOf, workstreamOf } from '../engine/plan.ts';
import { filesRead } from '../engine/request-files.ts';
import type { Workflow } from '../engine/state.ts';
import { coverageOf } from '../engine/status.ts';
import { uncoveredParts } from '../engine/uncovered-parts.ts';
import { lastSentBack } from '../engine/under-review.ts';
import { PATTERNS } from '../patterns/index.ts';
import type { Library } from '../ports/library.ts';
import type { Materials } from '../prompts/index.ts';
import type { DriveMemory } from './drive-memory.ts';

export async function gatherMaterials(workflow: Workflow, subject: Subject, library: Library, memory: DriveMemory): Promise<Materials> {
  const persona = personaOf(workflow, subject);
  const read = filesRead(workflow, subject);
  return {
    task: await memory.whole(workflow.task),
    dependencies: await Promise.all(sources(workflow, subject).map((source) => dependency(workflow, source, memory))),
    personaText: persona === null ? null : (library.persona(persona)?.text ?? null),
    skillTexts: skillsFor(workflow, subject).flatMap((name) => library.skill(name) ?? []),
    template: templateFor(workflow, subject, library),
    patterns: PATTERNS.map(({ name, when, rules }) => ({ name, when, rules })),
    personas: library.personas().map(({ name, description }) => ({ name, description })),
    skills: library.skills().map(({ name, description }) => ({ name, description })),
    templates: library.templates().map(({ name, description }) => ({ name, description })),
    missing: [...coverageOf(workflow).missing.map(({ title }) => title), ...uncoveredParts(workflow).map(({ text }) => text)],
    files: read.files.map(({ name }) => name),
    filesAtHand: read.atHand.map(({ name }) => name),
    items: itemsOf(workflow, subject),
  };
}

/** The persona of the workstream, else of its phase; of an answer without a plan, the one that a person chose. */
export function personaOf(workflow: Workflow, subject: Subject): string | null {
  if (subject.kind === 'inline') return workflow.options.persona;
  const plan = workflow.proposal?.plan;
  if (subject.kind !== 'workstream' || !plan) return null;
  const workstream = workstreamOf(plan, subject.workstream);
  return workstream ? personaFor(plan, workstream) : null;
}

function skillsFor({ proposal, options }: Workflow, subject: Subject): readonly string[] {
  if (subject.kind === 'inline') return options.skills;
  const workstream = subject.kind === 'workstream' && proposal ? workstreamOf(proposal.plan, subject.workstream) : undefined;
  return proposal && workstream ? skillsOf(proposal.plan, workstream) : [];
}

function templateFor({ proposal }: Workflow, subject: Subject, library: Library): Materials['template'] {
  const name = subject.kind === 'workstream' && proposal ? workstreamOf(proposal.plan, subject.workstream)?.template : undefined;
  return name === undefined ? null : library.template(name);
}

/** Items of the request that are a workstream's share; the others read the request itself. */
function itemsOf({ proposal }: Workflow, subject: Subject): readonly string[] {
  const workstream = subject.kind === 'workstream' && proposal ? workstreamOf(proposal.plan, subject.workstream) : undefined;
  return workstream?.partition?.items ?? [];
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
      return [...results(workflow, needed), ...lastVersion(workflow, subject.workstream)];
    }
    case 'check':
      return draft(workflow, subject.workstream);
    case 'review':
      return results(workflow, [subject.workstream]);
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

/** The loop's last draft, or what a supervisor sent back to be done again. */
function lastVersion(workflow: Workflow, workstream: WorkstreamId): readonly Source[] {
  const drafted = draft(workflow, workstream);
  const back = lastSentBack(workflow, workstream);
  return drafted.length > 0 || back?.review.choice !== 'redo' || back.seen === null ? drafted : [{ workstream, artifact: back.seen }];
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
