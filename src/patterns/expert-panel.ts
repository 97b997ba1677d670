/** Expert panel: distinct personas vote on the same question in one phase, none seeing another's ballot. */
import type { PlanDraft } from '../engine/answers.ts';
import { assemble } from './parts/assemble.ts';
import type { Pattern } from './pattern.ts';

export const expertPanel: Pattern = {
  name: 'expert-panel',
  when: 'The quality of one decision matters more than speed and several expert opinions are needed, such as a readiness review; each workstream is one expert with a persona that no other has, and none waits for another.',
  build(draft) {
    const problems = [...seatProblems(draft), ...blindnessProblems(draft)];
    if (problems.length > 0) return { kind: 'problems', problems };
    const steps = draft.workstreams.map((workstream, index) => ({ position: index + 1, draft: workstream, dependsOn: [], output: 'ballot' as const }));
    return { kind: 'plan', plan: assemble(expertPanel.name, draft.reason, [{ title: 'Expert panel', steps }]) };
  },
};

function seatProblems(draft: PlanDraft): string[] {
  const seatOf = new Map<string, number>();
  return draft.workstreams.flatMap((workstream, index) => {
    const { persona } = workstream;
    if (persona === null) return [`Expert ${index + 1} has no persona; every seat of a panel needs one.`];
    const other = seatOf.get(persona);
    if (other !== undefined) return [`Experts ${other} and ${index + 1} are both "${persona}"; the experts of a panel differ.`];
    seatOf.set(persona, index + 1);
    return [];
  });
}

function blindnessProblems(draft: PlanDraft): string[] {
  return draft.workstreams.flatMap((workstream, index) =>
    workstream.dependsOn.length === 0
      ? []
      : [`Expert ${index + 1} waits for ${workstream.dependsOn.join(', ')}; the experts of a panel do not see each other's verdicts.`],
  );
}
