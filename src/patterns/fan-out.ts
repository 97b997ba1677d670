/** Fan-out: independent workstreams side by side in one phase; the engine joins the results. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble, type Step } from './parts/assemble.ts';
import type { Pattern } from './pattern.ts';

export const fanOut: Pattern = {
  name: 'fan-out',
  when: 'The subtasks are independent: none needs the result of another, so none waits and all can run at the same time (best with three to six).',
  build(draft) {
    const problems = waitingProblems(draft);
    if (problems.length > 0) return { kind: 'problems', problems };
    return { kind: 'plan', plan: assemble(fanOut.name, draft.reason, [{ title: 'Parallel work', steps: draft.workstreams.map(stepOf) }]) };
  },
};

function waitingProblems(draft: PlanDraft): string[] {
  return draft.workstreams.flatMap((workstream, index) =>
    workstream.dependsOn.length === 0
      ? []
      : [
          `Workstream ${index + 1} waits for ${workstream.dependsOn.join(', ')}, but in a fan-out nothing waits. Use "pipeline" or "mixed", or drop the dependency.`,
        ],
  );
}

function stepOf(draft: PlanDraft['workstreams'][number], index: number): Step {
  return { position: index + 1, draft, dependsOn: [], output: 'text' };
}
