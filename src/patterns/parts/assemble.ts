/** From steps in phases to a plan: ids in plan order, file names, the persona and the skills that a phase has in common. */
import { phaseId, type WorkstreamId, workstreamId } from '../../engine/ids.ts';
import type { OutputKind, Partition, PatternName, Phase, Plan, WorkKind, Workstream } from '../../engine/plan.ts';
import { deliverableNames } from './deliverable-name.ts';
import type { DraftWorkstream } from './draft-rules.ts';

/** A workstream of the draft with its place: `position` as in the draft, `dependsOn` as positions. */
export interface Step {
  readonly position: number;
  readonly draft: Omit<DraftWorkstream, 'dependsOn' | 'work'> & { readonly work?: WorkKind };
  readonly dependsOn: readonly number[];
  readonly output: OutputKind;
  /** What it sees of the request's files and items; absent: all of them. */
  readonly partition?: Partition;
}

export interface StepPhase {
  /** Null: taken from its workstreams' titles. */
  readonly title: string | null;
  readonly steps: readonly Step[];
}

/** Numbers the steps '1', '2', ... in the order of the phases; every phase ends with a handoff and has no gate. */
export function assemble(pattern: PatternName, reason: string, stepPhases: readonly StepPhase[]): Plan {
  const steps = stepPhases.flatMap((phase) => phase.steps);
  const names = deliverableNames(steps.map((step) => ({ wish: step.draft.deliverable, title: step.draft.title })));
  const idOf = new Map(steps.map((step, index) => [step.position, workstreamId(String(index + 1))]));
  const workstreams = steps.map((step, index) => workstreamFrom(step, idOf, names[index] ?? `result-${index + 1}.md`));
  const phases = stepPhases.map((phase, index) => phaseFrom(phase, index + 1, idOf));
  return { v: 1, pattern, reason, phases, workstreams };
}

function workstreamFrom(step: Step, idOf: ReadonlyMap<number, WorkstreamId>, deliverable: string): Workstream {
  const { title, task, agent, persona, skills, template, parts, work, estimateMinutes, successCheck } = step.draft;
  const dependsOn = idsOf(step.dependsOn, idOf).toSorted((one, other) => Number(one) - Number(other));
  return {
    id: workstreamId(idOf.get(step.position) ?? ''),
    title,
    task,
    agent,
    persona,
    skills: [...new Set(skills)],
    dependsOn,
    estimateMinutes,
    output: step.output,
    deliverable,
    successCheck,
    ...(parts.length === 0 ? {} : { parts: [...new Set(parts)] }),
    ...(work === undefined ? {} : { work }),
    ...(template === null ? {} : { template }),
    ...(step.partition === undefined ? {} : { partition: step.partition }),
  };
}

function phaseFrom(phase: StepPhase, number: number, idOf: ReadonlyMap<number, WorkstreamId>): Phase {
  const drafts = phase.steps.map((step) => step.draft);
  return {
    id: phaseId(`p${number}`),
    title: phase.title ?? joinedTitle(drafts.map((draft) => draft.title)),
    workstreams: idsOf(
      phase.steps.map((step) => step.position),
      idOf,
    ),
    persona: commonPersona(drafts),
    skills: commonSkills(drafts),
    gate: 'none',
    handoff: true,
  };
}

function idsOf(positions: readonly number[], idOf: ReadonlyMap<number, WorkstreamId>): WorkstreamId[] {
  return [...new Set(positions)].flatMap((position) => idOf.get(position) ?? []);
}

/** Longer than this, a title breaks the line on a phone. */
const MAX_JOINED = 60;

function joinedTitle(titles: readonly string[]): string {
  const [first = '', ...rest] = titles;
  if (rest.length === 0) return first;
  const all = `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`;
  return all.length <= MAX_JOINED ? all : `${first} and ${rest.length} more`;
}

function commonPersona(drafts: readonly { readonly persona: string | null }[]): string | null {
  const [first] = drafts;
  return first && drafts.every((draft) => draft.persona === first.persona) ? first.persona : null;
}

function commonSkills(drafts: readonly { readonly skills: readonly string[] }[]): readonly string[] {
  const [first, ...others] = drafts;
  return [...new Set(first?.skills)].filter((skill) => others.every(({ skills }) => skills.includes(skill)));
}
