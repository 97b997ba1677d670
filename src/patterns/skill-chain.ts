/** Skill chain: procedural work without a persona, one skill per step, in order; each step passes its result on. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble, type StepPhase } from './parts/assemble.ts';
import { orderProblems } from './parts/list-order.ts';
import type { Pattern } from './pattern.ts';

export const skillChain: Pattern = {
  name: 'skill-chain',
  when: 'A repeatable procedure, such as a content pipeline or a compliance checklist.',
  rules: [
    'No personas: the skill says how it is done.',
    'Each workstream has exactly one skill, and they are listed in the order that they run.',
    'Each step gets the result of the step before it.',
  ],
  build(draft) {
    const problems = [...draft.workstreams.flatMap(linkProblems), ...orderProblems(draft, skillChain.name)];
    if (problems.length > 0) return { kind: 'problems', problems };
    return { kind: 'plan', plan: assemble(skillChain.name, draft.reason, draft.workstreams.map(phaseOf)) };
  },
};

function linkProblems({ persona, skills }: PlanDraft['workstreams'][number], index: number): string[] {
  const count = new Set(skills).size;
  return [
    ...(persona === null
      ? []
      : [`Step ${index + 1} of the skill chain names the persona "${persona}"; a skill chain has none. Leave it out, or use "solo-sprint".`]),
    ...(count === 1 ? [] : [`Step ${index + 1} of the skill chain has ${count} skills; each step is exactly one.`]),
  ];
}

/** A step gets the step before it, and earlier ones only where the draft asks for them. */
function phaseOf({ dependsOn, ...draft }: PlanDraft['workstreams'][number], index: number): StepPhase {
  return { title: null, steps: [{ position: index + 1, draft, dependsOn: index === 0 ? [] : [...new Set([...dependsOn, index])], output: 'text' }] };
}
