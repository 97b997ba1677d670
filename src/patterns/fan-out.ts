/** Fan-out: independent workstreams side by side in one phase, batches of a list even; the engine joins the results. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble, type Step } from './parts/assemble.ts';
import { type Batch, evenBatches } from './parts/batches.ts';
import { MOST_WORKERS } from './parts/shares.ts';
import type { Pattern } from './pattern.ts';

export const fanOut: Pattern = {
  name: 'fan-out',
  when: 'The subtasks are independent: none needs the result of another, so none waits and all can run at the same time (best with three to six). Batches of a list are even.',
  build(draft, context) {
    const batches = evenBatches(draft.workstreams, context);
    const problems = [...waitingProblems(draft), ...countProblems(draft), ...(batches.kind === 'uneven' ? [unevenProblem(batches.sizes)] : [])];
    if (batches.kind === 'uneven' || problems.length > 0) return { kind: 'problems', problems };
    return { kind: 'plan', plan: assemble(fanOut.name, draft.reason, [{ title: 'Parallel work', steps: batches.batches.map(stepOf) }]) };
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

/** Source: more than six cost more to watch than they bring. */
function countProblems({ workstreams }: PlanDraft): string[] {
  return workstreams.length <= MOST_WORKERS
    ? []
    : [
        `A fan-out runs at most ${MOST_WORKERS} workstreams side by side, and here are ${workstreams.length}. Give the smaller ones to one worker, or use "mixed".`,
      ];
}

function unevenProblem(sizes: readonly number[]): string {
  const things = sizes.reduce((sum, size) => sum + size, 0);
  return `The batches are not even: they have ${sizes.join(', ')} of the ${things} things listed. Give each ${Math.floor(things / sizes.length)} or one more.`;
}

function stepOf({ draft: { dependsOn: _, ...draft }, ...share }: Batch, index: number): Step {
  return { position: index + 1, draft, dependsOn: [], output: 'text', ...share };
}
