/** A composition of the library becomes a plan of its pattern, by the same rules as a model's draft. Its `{{placeholders}}` stay: the engine fills them. */
import type { PlanDraft } from '../engine/answers.ts';
import { type Phase, type Plan, type Workstream, workstreamOf } from '../engine/plan.ts';
import { USUAL_WORK } from '../engine/task-types.ts';
import { buildPlan } from './build-plan.ts';
import { assemble, type Step, type StepPhase } from './parts/assemble.ts';
import type { DraftWorkstream } from './parts/draft-rules.ts';
import { routed } from './parts/routing.ts';
import type { Built, PlanContext } from './pattern.ts';

/** What of a composition its plan is made of. */
export interface CompositionSteps {
  readonly name: string;
  readonly description: string;
  readonly pattern: string;
  readonly steps: readonly CompositionStep[];
}

interface CompositionStep extends Readonly<Omit<DraftWorkstream, 'skills' | 'dependsOn' | 'successCheck' | 'parts' | 'work'>> {
  readonly skills: readonly string[];
  readonly dependsOn: readonly number[];
  /** Steps with the same phase stand in one; null: the pattern decides. */
  readonly phase: string | null;
  /** `approve`: people are asked before the phase after it starts. */
  readonly gate: 'none' | 'approve';
}

export function planOfComposition(composition: CompositionSteps, context: PlanContext): Built {
  // What people typed is for its inputs: an AND there joins no parts of a request.
  const built = buildPlan(draftOf(composition), { ...context, task: '' });
  if (built.kind === 'problems') return built;
  const plan = withPhases(built.plan, composition.steps);
  const problems = gateProblems(plan, composition.steps);
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'plan', plan: { ...withGates(plan, composition.steps), composition: composition.name } };
}

function draftOf({ description, pattern, steps }: CompositionSteps): PlanDraft {
  const workstreams = steps.map(({ phase: _, gate: __, skills, dependsOn, ...step }) => ({
    ...step,
    skills: [...skills],
    dependsOn: [...dependsOn],
    successCheck: null,
    work: USUAL_WORK[step.agent],
    // Of an AND or THEN in a request; a composition has its own steps.
    parts: [],
  }));
  return { pattern, reason: description, workstreams };
}

/** Patterns whose phases follow from their steps; the others have their own arrangement, and only its names may change. */
const FREE: ReadonlySet<string> = new Set(['mixed', 'solo-sprint']);

function withPhases(plan: Plan, steps: readonly CompositionStep[]): Plan {
  const names = steps.map(({ phase }) => phase);
  if (FREE.has(plan.pattern) && names.every((name) => name !== null)) return regrouped(plan, steps);
  return { ...plan, phases: plan.phases.map((phase) => ({ ...phase, title: titleFor(phase, plan, steps) })) };
}

/** In the order in which the phases are first named. In a solo sprint context carries forward: who asks for nothing builds on the phase before. */
function regrouped(plan: Plan, steps: readonly CompositionStep[]): Plan {
  const { workstreams } = draftOf({ name: '', description: '', pattern: plan.pattern, steps });
  const titles = [...new Set(steps.map(({ phase }) => phase))];
  const phases = titles.map((title, number): StepPhase => {
    const before = plan.pattern === 'solo-sprint' && number > 0 ? positionsIn(titles[number - 1], steps) : [];
    return { title, steps: positionsIn(title, steps).flatMap((position) => stepAt(position, workstreams[position - 1], before)) };
  });
  return routed(assemble(plan.pattern, plan.reason, phases));
}

function stepAt(position: number, workstream: DraftWorkstream | undefined, before: readonly number[]): readonly Step[] {
  if (!workstream) return [];
  const { dependsOn, ...draft } = workstream;
  return [{ position, draft, dependsOn: dependsOn.length > 0 ? dependsOn : before, output: 'text' }];
}

function positionsIn(title: string | null | undefined, steps: readonly CompositionStep[]): readonly number[] {
  return steps.flatMap(({ phase }, index) => (phase === title ? [index + 1] : []));
}

function titleFor(phase: Phase, plan: Plan, steps: readonly CompositionStep[]): string {
  const names = new Set(stepsIn(phase, plan, steps).map((step) => step.phase));
  const [name = null] = names;
  return names.size === 1 && name !== null ? name : phase.title;
}

/** A yes that nobody would be asked for is not left out in silence. */
function gateProblems(plan: Plan, steps: readonly CompositionStep[]): string[] {
  const last = plan.phases.at(-1);
  const gated = last ? stepsIn(last, plan, steps).filter(({ gate }) => gate === 'approve') : [];
  return gated.map(({ title }) => `"${title}" asks for a yes before the phase after it, and no phase comes after it.`);
}

function withGates(plan: Plan, steps: readonly CompositionStep[]): Plan {
  const isGated = (phase: Phase | undefined): boolean => phase !== undefined && stepsIn(phase, plan, steps).some(({ gate }) => gate === 'approve');
  return { ...plan, phases: plan.phases.map((phase, index) => (isGated(plan.phases[index - 1]) ? { ...phase, gate: 'approve' } : phase)) };
}

/** A pattern may list its workstreams in another order than the steps; their texts stay. */
function stepsIn(phase: Phase, plan: Plan, steps: readonly CompositionStep[]): readonly CompositionStep[] {
  const work = phase.workstreams.flatMap((id) => workstreamOf(plan, id) ?? []);
  return steps.filter((step) => work.some((workstream) => isMadeFrom(workstream, step)));
}

function isMadeFrom({ task, persona }: Workstream, step: CompositionStep): boolean {
  return task === step.task && (step.persona === null || persona === step.persona);
}
