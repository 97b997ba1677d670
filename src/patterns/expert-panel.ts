/** Expert panel: distinct personas vote on the same question, none seeing another's ballot; in further rounds they answer each other. */
import type { PlanDraft } from '../engine/answers.ts';
import { MAX_WORKSTREAMS } from '../engine/plan.ts';
import { assemble, type Step, type StepPhase } from './parts/assemble.ts';
import type { DraftWorkstream } from './parts/draft-rules.ts';
import type { Pattern, PlanContext } from './pattern.ts';

/** Shapes every ballot, where the library has it. */
const BALLOT_TEMPLATE = 'consensus-check';

export const expertPanel: Pattern = {
  name: 'expert-panel',
  when: 'The quality of one decision matters more than speed and several expert opinions are needed, such as a readiness review; each workstream is one expert with a persona that no other has, and none waits for another.',
  rules: [
    'Every seat has a persona that no other seat has.',
    'No expert waits for another or sees another verdict before giving one.',
    'Baton counts the ballots; a tie or a red is settled by a person.',
    'With more than one round each expert votes again after reading all ballots, and the last ballot counts.',
  ],
  build(draft, context) {
    const rounds = context.options.rounds ?? 1;
    const problems = [...seatProblems(draft), ...blindnessProblems(draft), ...roundProblems(draft, rounds)];
    if (problems.length > 0) return { kind: 'problems', problems };
    const phases = Array.from({ length: rounds }, (_, index) => roundOf(draft, index + 1, rounds, context));
    return { kind: 'plan', plan: assemble(expertPanel.name, draft.reason, phases) };
  },
};

/** From the second on, every seat reads all ballots of the round before. */
function roundOf(draft: PlanDraft, round: number, rounds: number, context: PlanContext): StepPhase {
  const seats = draft.workstreams.length;
  const before = round === 1 ? [] : draft.workstreams.map((_, index) => (round - 2) * seats + index + 1);
  const steps = draft.workstreams.map((workstream, index): Step => {
    const position = (round - 1) * seats + index + 1;
    return { position, draft: seatDraft(workstream, round, context), dependsOn: before, output: 'ballot' };
  });
  return { title: rounds === 1 ? 'Expert panel' : `Expert panel, round ${round}`, steps };
}

function seatDraft({ dependsOn: _, ...workstream }: DraftWorkstream, round: number, { templates }: PlanContext): Step['draft'] {
  const template = workstream.template ?? (templates.includes(BALLOT_TEMPLATE) ? BALLOT_TEMPLATE : null);
  return round === 1 ? { ...workstream, template } : { ...workstream, template, title: `${workstream.title}, answer ${round}` };
}

function seatProblems(draft: PlanDraft): string[] {
  const seatOf = new Map<string, number>();
  const fewest = draft.workstreams.length < 2 ? ['A panel has at least two experts: one verdict is an opinion.'] : [];
  return [
    ...fewest,
    ...draft.workstreams.flatMap(({ persona }, index) => {
      if (persona === null) return [`Expert ${index + 1} has no persona; every seat of a panel needs one.`];
      const other = seatOf.get(persona);
      if (other !== undefined) return [`Experts ${other} and ${index + 1} are both "${persona}"; the experts of a panel differ.`];
      seatOf.set(persona, index + 1);
      return [];
    }),
  ];
}

function blindnessProblems(draft: PlanDraft): string[] {
  return draft.workstreams.flatMap((workstream, index) =>
    workstream.dependsOn.length === 0
      ? []
      : [`Expert ${index + 1} waits for ${workstream.dependsOn.join(', ')}; the experts of a panel do not see each other's verdicts.`],
  );
}

function roundProblems(draft: PlanDraft, rounds: number): string[] {
  const most = Math.floor(MAX_WORKSTREAMS / rounds);
  if (draft.workstreams.length <= most) return [];
  return most < 2
    ? [`A panel of two experts has at most ${Math.floor(MAX_WORKSTREAMS / 2)} rounds, and ${rounds} are asked for.`]
    : [
        `With ${rounds} rounds a panel has at most ${most} experts, since a plan has at most ${MAX_WORKSTREAMS} workstreams; here are ${draft.workstreams.length}.`,
      ];
}
