/**
 * Map-reduce: the same work on even shares of a large set, side by side; each worker sees its own share. The reduce is
 * Baton's own integration of the results, so that no workstream stands for it.
 */
import type { PlanDraft } from '../engine/answers.ts';
import type { Partition } from '../engine/plan.ts';
import { assemble, type Step } from './parts/assemble.ts';
import type { DraftWorkstream } from './parts/draft-rules.ts';
import { isSameTask } from './parts/same-task.ts';
import { FEWEST_WORKERS, MOST_WORKERS, sharesOf, thingsToShare, workersFor } from './parts/shares.ts';
import type { Pattern, PlanContext } from './pattern.ts';

export const mapReduce: Pattern = {
  name: 'map-reduce',
  when: 'A large set of like things (attached files, messages, a long list) gets the same treatment, and the findings are brought together.',
  rules: [
    `One workstream describes the work on one share of the set, and names no single thing; it is given to ${FEWEST_WORKERS} to ${MOST_WORKERS} workers. Written that many times, it is given to that many.`,
    'The shares are even in size, everything stands in exactly one of them, and a worker sees its own share only.',
    'The reduce is the integration that Baton makes of all results: no workstream stands for it.',
  ],
  fewest: 1,
  build(draft, context) {
    const [map] = draft.workstreams;
    const problems = [...sharingProblems(draft, context), ...setProblems(context)];
    if (!map || problems.length > 0) return { kind: 'problems', problems };
    const shares = sharesOf(context, workersFor(thingsToShare(context), draft.workstreams.length));
    const steps = shares.map((share, index) => stepOf(map, share, index + 1, shares.length));
    return { kind: 'plan', plan: assemble(mapReduce.name, draft.reason, [{ title: 'Map', steps }]) };
  },
};

function setProblems(context: PlanContext): string[] {
  const things = thingsToShare(context);
  if (things >= FEWEST_WORKERS) return [];
  return [
    `A map-reduce needs at least ${FEWEST_WORKERS} attached files or listed items to share out, and the request brings ${things}. Use "fan-out" or "pipeline".`,
  ];
}

function sharingProblems({ workstreams }: PlanDraft, { inputs, items }: PlanContext): string[] {
  const [map, ...others] = workstreams;
  const things = [...inputs.map(({ name }) => name), ...items];
  return [
    ...workstreams.flatMap(({ dependsOn }, index) =>
      dependsOn.length === 0
        ? []
        : [`Workstream ${index + 1} waits for ${dependsOn.join(', ')}, but in a map-reduce nothing waits: joining the findings is done for you. Leave it out.`],
    ),
    ...(map && others.some((other) => !isSameTask(map, other, things))
      ? ['In a map-reduce all workers do the same with different shares. Write that workstream once; where the work differs, use "fan-out".']
      : []),
  ];
}

function stepOf(map: DraftWorkstream, partition: Partition, number: number, count: number): Step {
  const { dependsOn: _, ...draft } = map;
  return { position: number, draft: { ...draft, ...named(draft, number, count) }, dependsOn: [], output: 'text', partition };
}

function named({ title, deliverable }: Pick<DraftWorkstream, 'title' | 'deliverable'>, number: number, count: number) {
  const stem = deliverable.replace(/\.[a-z0-9]{1,8}$/iu, '');
  return { title: `${title} (${number} of ${count})`, deliverable: `${stem}-${number}.md` };
}
