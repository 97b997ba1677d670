/** Supervisor: the plan begins with the first pieces, and after each result a supervisor decides what comes next, within bounds. */
import { workstreamId } from '../engine/ids.ts';
import { explicitParts } from '../engine/parts.ts';
import type { AgentType, Correction, Growth, Plan, Workstream } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { ReviewAnswer } from '../engine/supervision.ts';
import { assemble, type Step } from './parts/assemble.ts';
import { deliverableNames } from './parts/deliverable-name.ts';
import { type DraftWorkstream, namingProblems } from './parts/draft-rules.ts';
import { makes, routed } from './parts/routing.ts';
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
    'A piece that it adds is held to 500 words like any other, and no part that the request joins with AND or THEN is left out unsaid.',
  ],
  fewest: 1,
  build(draft, context) {
    const steps = draft.workstreams.map(
      (workstream, index): Step => ({ position: index + 1, draft: workstream, dependsOn: workstream.dependsOn, output: 'text' }),
    );
    const plan = assemble(supervisor.name, draft.reason, [{ title: 'Supervised work', steps }]);
    // What its pieces have in common may not be true of the next one: each names its own persona and skills.
    const phases = plan.phases.map((phase) => ({ ...phase, persona: null, skills: [] }));
    return { kind: 'plan', plan: { ...plan, phases, growth: { maxRounds: context.options.rounds ?? USUAL_ROUNDS, ...namedParts(context.task) } } };
  },
};

/** A part is named on cards and in prompts, not quoted: its opening is enough. */
const MOST_SHOWN = 120;
/** A request with more of them than this is a list, and its parts are no pieces of work. */
const MOST_PARTS = 40;

function namedParts(task: string): Pick<Growth, 'parts'> {
  const { stages, count } = explicitParts(stripMarks(task));
  if (count < 2 || count > MOST_PARTS) return {};
  return { parts: stages.flat().map((part) => openingOfPart(part.replace(/\s+/gu, ' '))) };
}

function openingOfPart(part: string): string {
  const letters = [...part];
  return letters.length <= MOST_SHOWN ? part : `${letters.slice(0, MOST_SHOWN).join('').trimEnd()}…`;
}

export type Piece =
  | { readonly kind: 'piece'; readonly workstream: Workstream; readonly correction: Correction | null }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

type Next = NonNullable<ReviewAnswer['next']>;

/** The workstream that a supervisor adds: the next number, a file name of its own, and an agent that may do such work. */
export function addedPiece(plan: Plan, next: Next, dropped: readonly string[], context: PlanContext): Piece {
  const id = workstreamId(String(Math.max(0, ...[...plan.workstreams.map((one) => one.id), ...dropped].map(Number)) + 1));
  const problems = namingProblems(next satisfies DraftWorkstream, Number(id), context);
  if (problems.length > 0) return { kind: 'problems', problems };
  const [piece] = assemble(plan.pattern, plan.reason, [{ title: null, steps: [{ position: 1, draft: next, dependsOn: [], output: 'text' }] }]).workstreams;
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
  const making = agent === null || agent === workstream.agent ? null : makes({ ...workstream, agent });
  return making === null
    ? []
    : [
        `[${workstream.id}] makes something ("${making.why}"), and ${agent} never does: explore never writes and plan never implements. Give it to general, or to another persona.`,
      ];
}
