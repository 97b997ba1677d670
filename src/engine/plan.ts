/**
 * A plan is data: ordered phases of workstreams with dependencies. Patterns build plans, people edit
 * them, one scheduler runs them all.
 */
import type { ArtifactId, PhaseId, WorkstreamId } from './ids.ts';

/** `explore` reads, `plan` reads and thinks hard, `general` may also write. */
export type AgentType = 'explore' | 'plan' | 'general';
export const AGENT_TYPES = ['explore', 'plan', 'general'] as const satisfies readonly AgentType[];

/** What a workstream produces: what there is, what to think of it, or something made or changed. */
export type WorkKind = 'finds' | 'thinks' | 'makes';
export const WORK_KINDS = ['finds', 'thinks', 'makes'] as const satisfies readonly WorkKind[];

/** The names in `src/patterns`, plus `mixed`. An open string: a new pattern is a new file, not an engine change. */
export type PatternName = string;

/** What a worker's answer must be: free text, or a ballot that the engine can count. */
export type OutputKind = 'text' | 'ballot';

export interface Workstream {
  readonly id: WorkstreamId;
  readonly title: string;
  /** What the agent is asked to do: one deliverable, at most 500 words. */
  readonly task: string;
  readonly agent: AgentType;
  readonly persona: string | null;
  readonly skills: readonly string[];
  readonly dependsOn: readonly WorkstreamId[];
  /** 1 to 15. */
  readonly estimateMinutes: number;
  readonly output: OutputKind;
  /** File name of the result that people download, such as `migration-plan.md`. */
  readonly deliverable: string;
  /** What can be checked to say that it is done; the iterative loop uses it. */
  readonly successCheck: string | null;
  /** Which of the parts that the request itself joins with AND and THEN it does, counted from 1; absent: none of them. */
  readonly parts?: readonly number[];
  /** What it produces, as whoever planned it says; absent: nobody said. */
  readonly work?: WorkKind;
  /** The task template that shapes its prompt and its answer; absent: none. */
  readonly template?: string;
  /** Short texts that people gave for the inputs that its task names; absent: none. */
  readonly given?: readonly GivenText[];
  /** It runs as the iterative loop from the start. */
  readonly loop?: boolean;
  /** Its share of what came with the request; absent: all of it. */
  readonly partition?: Partition;
  /** What whoever listed it calls it, such as `t1`. */
  readonly givenId?: string;
}

/** What a person wrote for an input: material, never part of the task. */
export interface GivenText {
  readonly name: string;
  readonly text: string;
}

/** A share of the request's files and of the items that it lists. */
export interface Partition {
  readonly files: readonly ArtifactId[];
  readonly items: readonly string[];
}

export interface Phase {
  readonly id: PhaseId;
  readonly title: string;
  readonly workstreams: readonly WorkstreamId[];
  readonly persona: string | null;
  readonly skills: readonly string[];
  readonly gate: 'none' | 'approve';
  /** Whether the phase ends with a handoff record (patterns: always; a given plan may leave it out). */
  readonly handoff: boolean;
}

/** Work that an agent type must not do was given to one that may (seed 003: explore never writes, plan never implements). */
export interface Correction {
  readonly workstream: WorkstreamId;
  readonly from: AgentType;
  readonly to: AgentType;
  /** The words in the workstream that made it so. */
  readonly why: string;
  /** No words of it, but what its plan says that it produces; `why` is its title. */
  readonly declared?: true;
}

/** At most so many decisions of the supervisor. How many workstreams, and of which agents, is in the envelope. */
export interface Growth {
  readonly maxRounds: number;
  /** What the request itself joins with AND and THEN, in its openings: its pieces say which of them they do. Absent: it names none. */
  readonly parts?: readonly string[];
  /** Of those, counted from 1, which people took out of the plan; absent: none. */
  readonly dropped?: readonly number[];
}

export interface Plan {
  readonly v: 1;
  readonly pattern: PatternName;
  /** One sentence: why this pattern. */
  readonly reason: string;
  readonly phases: readonly Phase[];
  readonly workstreams: readonly Workstream[];
  /** A supervisor may add to it after each result; absent: nobody does. */
  readonly growth?: Growth;
  readonly corrections?: readonly Correction[];
  /** The composition of the library that it was made from. */
  readonly composition?: string;
  /** Others do the work and report on it, as a list of this type: no agent of Baton is started. Absent: agents do it. */
  readonly tracked?: PatternName;
}

/** What an approval covers besides the plan's hash. Growth inside it is a recorded revision; outside asks again. */
export interface Envelope {
  readonly maxWorkstreams: number;
  readonly maxRounds: number;
  readonly agents: readonly AgentType[];
  /** Names of tools that agents may use. */
  readonly tools: readonly string[];
  readonly costCapUsd: number;
}

/** More is cognitive overload (source, anti-patterns). */
export const MAX_WORKSTREAMS = 7;
export const MAX_ESTIMATE_MINUTES = 15;
export const MAX_TASK_WORDS = 500;
/** auto-ralph: the iterative loop's bound. */
export const MAX_LOOP_ROUNDS = 5;
/** Source, failure recovery: retry with error context, max 2 retries. */
export const MAX_RETRIES = 2;

export function workstreamOf(plan: Plan, id: WorkstreamId): Workstream | undefined {
  return plan.workstreams.find((workstream) => workstream.id === id);
}

export function phaseOf(plan: Plan, id: WorkstreamId): Phase | undefined {
  return plan.phases.find((phase) => phase.workstreams.includes(id));
}

/** The phase's skills and its own, each once. */
export function skillsOf(plan: Plan, workstream: Workstream): readonly string[] {
  return [...new Set([...(phaseOf(plan, workstream.id)?.skills ?? []), ...workstream.skills])];
}

/** Who thinks: its own persona, else its phase's. */
export function personaFor(plan: Plan, workstream: Workstream): string | null {
  return workstream.persona ?? phaseOf(plan, workstream.id)?.persona ?? null;
}

/** Everything that waits, directly or through others, for `id`. In plan order. */
export function dependentsOf(plan: Plan, id: WorkstreamId): readonly WorkstreamId[] {
  const lost = new Set<WorkstreamId>([id]);
  let grew = true;
  while (grew) {
    grew = false;
    for (const workstream of plan.workstreams) {
      if (!lost.has(workstream.id) && workstream.dependsOn.some((dependency) => lost.has(dependency))) {
        lost.add(workstream.id);
        grew = true;
      }
    }
  }
  lost.delete(id);
  return plan.workstreams.filter((workstream) => lost.has(workstream.id)).map((workstream) => workstream.id);
}
