/** Multi-agent handoff: one persona designs, others review the design, and yet another takes the final decision on the trade-offs. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble, type Step } from './parts/assemble.ts';
import type { Pattern } from './pattern.ts';

const FEWEST_STEPS = 3;

export const handoff: Pattern = {
  name: 'handoff',
  when: 'A decision with much at stake is made by one persona, reviewed by another and settled by a third.',
  rules: [
    'The first workstream designs, those between review the design, and the last takes the final decision on the trade-offs.',
    'Each has a persona that no other has: nobody reviews or decides on their own work.',
    'A reviewer sees the design and no other review; whoever decides sees the design and every review.',
  ],
  build(draft) {
    const problems = [...roleProblems(draft), ...personaProblems(draft), ...waitingProblems(draft)];
    if (problems.length > 0) return { kind: 'problems', problems };
    const last = draft.workstreams.length;
    const [design, ...rest] = draft.workstreams.map(({ dependsOn: _, ...workstream }, index): Step => {
      const position = index + 1;
      return { position, draft: workstream, dependsOn: seenBy(position, last), output: 'text' };
    });
    const phases = [
      { title: 'Design', steps: design ? [design] : [] },
      { title: 'Review', steps: rest.slice(0, -1) },
      { title: 'Decision', steps: rest.slice(-1) },
    ];
    return { kind: 'plan', plan: assemble(handoff.name, draft.reason, phases) };
  },
};

/** A reviewer sees the design, and no other review; whoever decides sees all of it. */
function seenBy(position: number, last: number): readonly number[] {
  if (position === 1) return [];
  return position === last ? Array.from({ length: last - 1 }, (_, index) => index + 1) : [1];
}

function roleProblems({ workstreams }: PlanDraft): string[] {
  return workstreams.length >= FEWEST_STEPS
    ? []
    : [`A handoff has at least ${FEWEST_STEPS} workstreams (a design, a review of it, the final decision), and here are ${workstreams.length}.`];
}

function personaProblems({ workstreams }: PlanDraft): string[] {
  const stepOf = new Map<string, number>();
  return workstreams.flatMap(({ persona }, index) => {
    if (persona === null) return [`Step ${index + 1} of the handoff has no persona; each of its steps needs one.`];
    const other = stepOf.get(persona);
    if (other !== undefined) return [`Steps ${other} and ${index + 1} of the handoff are both "${persona}"; nobody reviews or decides on their own work.`];
    stepOf.set(persona, index + 1);
    return [];
  });
}

/** What each waits for follows from its role; a draft that says otherwise means another arrangement. */
function waitingProblems({ workstreams }: PlanDraft): string[] {
  const last = workstreams.length;
  return workstreams.flatMap(({ dependsOn }, index) =>
    dependsOn
      .filter((position) => !seenBy(index + 1, last).includes(position))
      .map(
        (position) =>
          `Step ${index + 1} of the handoff waits for step ${position}: reviews wait for the design alone, and the last step decides. Use "mixed" for another order.`,
      ),
  );
}
