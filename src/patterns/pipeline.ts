/** Pipeline: one step per phase, each building on the one before; the draft's order is the order of the steps. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble, type StepPhase } from './parts/assemble.ts';
import type { Pattern } from './pattern.ts';

export const pipeline: Pattern = {
  name: 'pipeline',
  when: 'Each step needs the result of the step before it, such as research, outline, draft, review; the steps are listed in the order that they run.',
  build(draft) {
    const problems = orderProblems(draft);
    if (problems.length > 0) return { kind: 'problems', problems };
    return { kind: 'plan', plan: assemble(pipeline.name, draft.reason, draft.workstreams.map(phaseOf)) };
  },
};

function orderProblems(draft: PlanDraft): string[] {
  return draft.workstreams.flatMap((workstream, index) =>
    workstream.dependsOn
      .filter((position) => position > index + 1)
      .map((position) => `Step ${index + 1} of the pipeline waits for step ${position}, which comes later. List the steps in the order they run.`),
  );
}

/** A step gets the step before it, and earlier ones only where the draft asks for them: too much input drowns it. */
function phaseOf(draft: PlanDraft['workstreams'][number], index: number): StepPhase {
  const dependsOn = index === 0 ? [] : [...new Set([...draft.dependsOn, index])];
  return { title: null, steps: [{ position: index + 1, draft, dependsOn, output: 'text' }] };
}
