/** Supervisor: the plan begins with the first pieces, and after each result a supervisor decides what comes next, within bounds. */
import { workstreamId } from '../engine/ids.ts';
import type { AgentType, Correction, Plan, Workstream } from '../engine/plan.ts';
import type { ReviewAnswer } from '../engine/supervision.ts';
import { assemble, type Step } from './parts/assemble.ts';
import { deliverableNames } from './parts/deliverable-name.ts';
import { type DraftWorkstream, namingProblems } from './parts/draft-rules.ts';
import { madeBy, routed } from './parts/routing.ts';
import type { Pattern, PlanContext } from './pattern.ts';

/** Each of seven workstreams looked at once, and a few of them once more. */
const USUAL_ROUNDS = 10;

export const supervisor: Pattern = {
  name: 'supervisor',
  when: 'What comes next depends on what is found: the work cannot be planned ahead, and someone has to judge each result before the next step.',
  rules: [
    'List only the first pieces, those that can be done now; one is enough.',
    'After each result the supervisor accepts it, has it done again, gives it to another agent, adds one piece, or ends the work.',
    'Its decisions and the pieces are bounded; workers never start workers.',
  ],
  fewest: 1,
  build(draft, context) {
    const steps = draft.workstreams.map(
      (workstream, index): Step => ({ position: index + 1, draft: workstream, dependsOn: workstream.dependsOn, output: 'text' }),
    );
    const plan = assemble(supervisor.name, draft.reason, [{ title: 'Supervised work', steps }]);
    // What its pieces have in common may not be true of the next one: each names its own persona and skills.
    const phases = plan.phases.map((phase) => ({ ...phase, persona: null, skills: [] }));
    return { kind: 'plan', plan: { ...plan, phases, growth: { maxRounds: context.options.rounds ?? USUAL_ROUNDS } } };
  },
};

export type Piece =
  | { readonly kind: 'piece'; readonly workstream: Workstream; readonly correction: Correction | null }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

type Next = NonNullable<ReviewAnswer['next']>;

/** The workstream that a supervisor adds: the next number, a file name of its own, and an agent that may do such work. */
export function addedPiece(plan: Plan, next: Next, dropped: readonly string[], context: PlanContext): Piece {
  const id = workstreamId(String(Math.max(0, ...[...plan.workstreams.map((one) => one.id), ...dropped].map(Number)) + 1));
  const problems = namingProblems({ ...next, parts: [] } satisfies DraftWorkstream, Number(id), context);
  if (problems.length > 0) return { kind: 'problems', problems };
  const [piece] = assemble(plan.pattern, plan.reason, [
    { title: null, steps: [{ position: 1, draft: { ...next, parts: [] }, dependsOn: [], output: 'text' }] },
  ]).workstreams;
  if (!piece) return { kind: 'problems', problems: ['The new piece is empty.'] };
  const names = deliverableNames([
    ...plan.workstreams.map(({ deliverable, title }) => ({ wish: deliverable, title })),
    { wish: next.deliverable, title: next.title },
  ]);
  const added = {
    ...piece,
    id,
    dependsOn: [...new Set(next.dependsOn)].map((number) => workstreamId(String(number))),
    deliverable: names.at(-1) ?? piece.deliverable,
  };
  const moved = routed({ ...plan, corrections: [], phases: [], workstreams: [added] });
  return { kind: 'piece', workstream: moved.workstreams[0] ?? added, correction: moved.corrections?.[0] ?? null };
}

/** What a piece of the plan is must not be got round by giving it to an agent that may not do such work. */
export function reassignProblems(workstream: Workstream, agent: AgentType | null): readonly string[] {
  const why = agent === null || agent === workstream.agent ? null : madeBy({ ...workstream, agent });
  return why === null
    ? []
    : [
        `[${workstream.id}] makes something ("${why}"), and ${agent} never does: explore never writes and plan never implements. Give it to general, or to another persona.`,
      ];
}
