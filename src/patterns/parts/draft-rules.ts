/** What must be true of a draft whatever its pattern: how many workstreams, whom they name, what they wait for. */
import type { PlanDraft } from '../../engine/answers.ts';
import { MAX_WORKSTREAMS } from '../../engine/plan.ts';
import type { PlanContext } from '../pattern.ts';
import { levelsOf } from './levels.ts';

export type DraftWorkstream = PlanDraft['workstreams'][number];

/** Every problem at once, so that one more try can mend them all. Positions count from 1, as in the draft. */
export function draftProblems(draft: PlanDraft, context: PlanContext, fewest = 2): readonly string[] {
  const dependencies = dependencyProblems(draft.workstreams);
  return [
    ...countProblems(draft.workstreams.length, fewest),
    ...draft.workstreams.flatMap((workstream, index) => namingProblems(workstream, index + 1, context)),
    ...dependencies,
    // A cycle can only be told once every position names another workstream of this draft.
    ...(dependencies.length === 0 ? cycleProblems(draft.workstreams) : []),
  ];
}

function countProblems(count: number, fewest: number): string[] {
  if (count > MAX_WORKSTREAMS)
    return [`The plan has ${count} workstreams; at most ${MAX_WORKSTREAMS} are allowed. Merge the smaller ones, or split the input inside fewer workstreams.`];
  if (count < fewest) return ['The plan has one workstream. Work for a single agent is answered inline; a plan needs at least two.'];
  return [];
}

/** What it names and the library does not have. */
export function namingProblems(workstream: DraftWorkstream, position: number, context: PlanContext): string[] {
  return [
    ...personaProblems(workstream, position, context.personas),
    ...workstream.skills.flatMap((skill) => unknownName(position, 'skill', skill, context.skills)),
    ...(workstream.template === null ? [] : unknownName(position, 'template', workstream.template, context.templates)),
  ];
}

function personaProblems({ persona }: DraftWorkstream, position: number, known: readonly string[]): string[] {
  return persona === null ? [] : unknownName(position, 'persona', persona, known);
}

/** A library may have hundreds of skills: the prompt lists what can be chosen, and a problem only what is near. */
const MOST_NAMED = 40;

function unknownName(position: number, what: 'persona' | 'skill' | 'template', name: string, known: readonly string[]): string[] {
  if (known.includes(name)) return [];
  const more = known.length > MOST_NAMED ? ', …' : '';
  const choice = known.length === 0 ? 'There are none: leave it out.' : `Known ${what}s: ${known.slice(0, MOST_NAMED).join(', ')}${more}.`;
  return [`Workstream ${position} names the ${what} "${name}", which the library does not have. ${choice}`];
}

function dependencyProblems(workstreams: readonly DraftWorkstream[]): string[] {
  return workstreams.flatMap((workstream, index) =>
    [...new Set(workstream.dependsOn)].flatMap((position) => {
      if (position === index + 1) return [`Workstream ${position} depends on itself.`];
      if (!Number.isInteger(position) || position < 1 || position > workstreams.length)
        return [`Workstream ${index + 1} depends on ${position}, which is not in the plan: positions go from 1 to ${workstreams.length}.`];
      return [];
    }),
  );
}

function cycleProblems(workstreams: readonly DraftWorkstream[]): string[] {
  const levels = levelsOf(workstreams.map((workstream) => workstream.dependsOn));
  if (levels.kind === 'levels') return [];
  return [`Workstreams ${levels.positions.join(', ')} wait for each other in a circle; none of them could ever start.`];
}
