/** Fan-out: independent workstreams side by side in one phase, batches of a list even; the engine joins the results. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble, type Step } from './parts/assemble.ts';
import { type Batch, type Batches, evenBatches } from './parts/batches.ts';
import { MOST_WORKERS } from './parts/shares.ts';
import type { Pattern } from './pattern.ts';

export const fanOut: Pattern = {
  name: 'fan-out',
  when: 'The subtasks are independent: none needs the result of another, so none waits and all can run at the same time (best with three to six).',
  rules: ['Nothing waits for anything.', `At most ${MOST_WORKERS} run side by side.`, 'Where the workstreams are batches of one list, the batches are even.'],
  build(draft, context) {
    const batches = evenBatches(draft.workstreams, context);
    const problems = [...waitingProblems(draft), ...batchProblems(batches, draft.workstreams.length)];
    if (batches.kind !== 'batches' || problems.length > 0) return { kind: 'problems', problems };
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

/** Source: more workers than six cost more to watch than they bring. */
function batchProblems(batches: Batches, workers: number): string[] {
  switch (batches.kind) {
    case 'batches':
      return [];
    case 'too-many':
      return [`One list is split into at most ${MOST_WORKERS} batches, and here are ${workers}.`];
    case 'uneven': {
      const things = batches.sizes.reduce((sum, size) => sum + size, 0);
      return [
        `The batches are not even: they have ${batches.sizes.join(', ')} of the ${things} things listed. Give each ${Math.floor(things / workers)} or one more.`,
      ];
    }
    default: {
      const missed: never = batches;
      return missed;
    }
  }
}

function stepOf({ draft: { dependsOn: _, ...draft }, ...share }: Batch, index: number): Step {
  return { position: index + 1, draft, dependsOn: [], output: 'text', ...share };
}
