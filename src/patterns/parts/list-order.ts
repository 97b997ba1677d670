/** For patterns whose steps run in the order of the draft: none may wait for a later one. */
import type { PlanDraft } from '../../engine/answers.ts';
import type { PatternName } from '../../engine/plan.ts';

export function orderProblems({ workstreams }: PlanDraft, pattern: PatternName): string[] {
  return workstreams.flatMap((workstream, index) =>
    workstream.dependsOn
      .filter((position) => position > index + 1)
      .map((position) => `Step ${index + 1} of the ${pattern} waits for step ${position}, which comes later. List the steps in the order they run.`),
  );
}
