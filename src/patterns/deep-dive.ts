/** Domain deep-dive: one persona goes into one subject with several skills stacked, in one phase or a few. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble, type StepPhase } from './parts/assemble.ts';
import { levelsOf } from './parts/levels.ts';
import type { Pattern } from './pattern.ts';

/** More is a project of its own, which other patterns hold better. */
const MOST_PHASES = 3;

export const deepDive: Pattern = {
  name: 'deep-dive',
  when: 'One subject of one domain, in depth, such as a technical audit or due diligence.',
  rules: [
    'The same persona does all of it.',
    'It stacks two or more skills, and has all of them in every workstream.',
    `It has one phase, or a few: at most ${MOST_PHASES}.`,
  ],
  build(draft) {
    const problems = [...personaProblems(draft), ...skillProblems(draft), ...depthProblems(draft)];
    const levels = levelsOf(draft.workstreams.map(({ dependsOn }) => dependsOn));
    if (levels.kind === 'circle' || problems.length > 0) return { kind: 'problems', problems };
    return {
      kind: 'plan',
      plan: assemble(
        deepDive.name,
        draft.reason,
        levels.levels.map((positions) => phaseOf(draft, positions)),
      ),
    };
  },
};

function personasOf({ workstreams }: PlanDraft): readonly string[] {
  return [...new Set(workstreams.flatMap(({ persona }) => persona ?? []))];
}

function skillsOf({ workstreams }: PlanDraft): readonly string[] {
  return [...new Set(workstreams.flatMap(({ skills }) => skills))];
}

function personaProblems(draft: PlanDraft): string[] {
  const personas = personasOf(draft);
  if (personas.length === 1) return [];
  return personas.length === 0
    ? ['A deep dive is done by one persona, and none is named.']
    : [`A deep dive is done by one persona, and here are ${personas.join(', ')}. Use "solo-sprint" or "handoff" where several take turns.`];
}

function skillProblems(draft: PlanDraft): string[] {
  const { length } = skillsOf(draft);
  return length >= 2 ? [] : [`A deep dive stacks two or more skills, and this one has ${length}.`];
}

function depthProblems({ workstreams }: PlanDraft): string[] {
  const levels = levelsOf(workstreams.map(({ dependsOn }) => dependsOn));
  if (levels.kind === 'circle' || levels.levels.length <= MOST_PHASES) return [];
  return [
    `A deep dive has at most ${MOST_PHASES} phases, and these dependencies make ${levels.levels.length}. Let more of it run side by side, or use "pipeline".`,
  ];
}

/** One mind with the whole stack, whatever part of the subject it looks at. */
function phaseOf(draft: PlanDraft, positions: readonly number[]): StepPhase {
  const [persona = null] = personasOf(draft);
  const skills = [...skillsOf(draft)];
  const steps = positions.flatMap((position) => {
    const workstream = draft.workstreams[position - 1];
    return workstream ? [{ position, draft: { ...workstream, persona, skills }, dependsOn: workstream.dependsOn, output: 'text' as const }] : [];
  });
  return { title: null, steps };
}
