/** Pipeline: one step per phase, each building on the one before; the draft's order is the order of the steps. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble, type StepPhase } from './parts/assemble.ts';
import { orderProblems } from './parts/list-order.ts';
import type { Pattern } from './pattern.ts';

export const pipeline: Pattern = {
  name: 'pipeline',
  when: 'Each step needs the result of the step before it, such as research, outline, draft, review; the steps are listed in the order that they run.',
  rules: [
    'A step gets the result of the step before it, and of an earlier one only where it says so; everything else stays out of its way.',
    'When a step fails for good, the next one waits for people: no step is skipped silently and no result is made up.',
  ],
  build(draft) {
    const problems = orderProblems(draft, pipeline.name);
    if (problems.length > 0) return { kind: 'problems', problems };
    return { kind: 'plan', plan: assemble(pipeline.name, draft.reason, draft.workstreams.map(phaseOf)) };
  },
};

/** A step gets the step before it, and earlier ones only where the draft asks for them: too much input drowns it. */
function phaseOf(draft: PlanDraft['workstreams'][number], index: number): StepPhase {
  const dependsOn = index === 0 ? [] : [...new Set([...draft.dependsOn, index])];
  return { title: null, steps: [{ position: index + 1, draft, dependsOn, output: 'text' }] };
}
