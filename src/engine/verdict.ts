/**
 * Whether a panel decided by itself. Split, red, or with fewer than two ballots it does not: a person does, before
 * anything is made of the ballots. The ruling holds for the ballots that it was made on.
 */
import { lastBallots, type Seat, seatsOf } from './ballots.ts';
import type { OptionId, Question } from './decision.ts';
import type { PersonId, WorkstreamId } from './ids.ts';
import { tally } from './panel-tally.ts';
import { workstreamOf } from './plan.ts';
import { isSettled } from './settled.ts';
import type { Workflow } from './state.ts';

export type CastingVote = Extract<Question, { kind: 'casting-vote' }>;

export interface Ruling {
  readonly by: PersonId;
  readonly at: number;
  readonly option: 'go' | 'no-go';
  readonly text: string | null;
}

/** What a person has yet to decide about the panel's verdict; null: nothing, or not yet. */
export function awaitedVote(workflow: Workflow): CastingVote | null {
  return workflow.windingDown ? null : unruled(workflow);
}

/** The run is over, the panel left its verdict open, and nobody closed it: people had chosen to finish with what there was. */
export function isUnruled(workflow: Workflow): boolean {
  return workflow.stage.kind === 'ended' && unruled(workflow) !== null;
}

/** The ruling on the ballots that stand; null where none was needed or made. */
export function rulingOf(workflow: Workflow): Ruling | null {
  const needed = neededVote(workflow);
  return needed && rulingOn(workflow, needed);
}

export function castingVoteStands(workflow: Workflow, question: CastingVote): boolean {
  const needed = workflow.windingDown ? null : neededVote(workflow);
  return needed !== null && isSameCount(needed, question);
}

/** The seats that would vote again: of each expert the last one that has what it builds on. What a person supplied stays. */
export function askable(workflow: Workflow): readonly WorkstreamId[] {
  const plan = workflow.proposal?.plan;
  if (!plan) return [];
  const kindOf = (id: WorkstreamId) => workflow.workstreams.get(id)?.status.kind;
  const ready = seatsOf(plan).filter(({ id }) => workstreamOf(plan, id)?.dependsOn.every((needed) => ['done', 'supplied'].includes(kindOf(needed) ?? '')));
  const last = ready.filter(({ expert, round }) => !ready.some((other) => other.expert === expert && other.round > round));
  return last.map(({ id }) => id).filter((id) => kindOf(id) !== 'supplied');
}

function unruled(workflow: Workflow): CastingVote | null {
  const needed = neededVote(workflow);
  return needed && !rulingOn(workflow, needed) ? needed : null;
}

/** Null while ballots are out, and when the panel agrees without a red. */
function neededVote(workflow: Workflow): CastingVote | null {
  const { proposal, stage } = workflow;
  if (!proposal || (stage.kind !== 'running' && stage.kind !== 'synthesising' && stage.kind !== 'ended')) return null;
  const seats = seatsOf(proposal.plan);
  if (seats.length === 0 || !seats.every(({ id }) => isSettled(workflow, id))) return null;
  const counted = lastBallots(workflow);
  const { positions, risks, leading } = tally(counted);
  const cause = causeOf(workflow, { seats, ballots: counted.length, isTie: leading === null, reds: risks.red });
  if (cause === null) return null;
  const ballots = counted.map(({ artifact }) => artifact).toSorted();
  return { kind: 'casting-vote', cause, positions, risks, ballots, round: roundOf(workflow, seats) };
}

/** One verdict is an opinion. */
const FEWEST_BALLOTS = 2;

interface Counted {
  readonly seats: readonly Seat[];
  readonly ballots: number;
  readonly isTie: boolean;
  readonly reds: number;
}

function causeOf(workflow: Workflow, { seats, ballots, isTie, reds }: Counted): CastingVote['cause'] | null {
  // Nobody has said anything: there is nothing to rule on, and the run says that it has no result.
  const voices = ballots + seats.filter(({ id }) => workflow.workstreams.get(id)?.status.kind === 'supplied').length;
  if (voices === 0) return null;
  if (ballots < FEWEST_BALLOTS) return 'too-few';
  if (reds > 0) return 'red';
  return isTie ? 'tie' : null;
}

function roundOf(workflow: Workflow, seats: readonly Seat[]): number {
  const asked = [...workflow.decisions.values()].filter(
    ({ question, state }) => question.kind === 'casting-vote' && state.kind === 'answered' && state.option === 'ask-again',
  );
  return Math.max(...seats.map(({ round }) => round)) + asked.length;
}

function rulingOn(workflow: Workflow, needed: CastingVote): Ruling | null {
  const rulings = [...workflow.decisions.values()].flatMap(({ question, state }): Ruling[] =>
    question.kind === 'casting-vote' && isSameCount(question, needed) && state.kind === 'answered' && isRuling(state.option)
      ? [{ by: state.by, at: state.at, option: state.option, text: state.text }]
      : [],
  );
  return rulings.at(-1) ?? null;
}

function isRuling(option: OptionId): option is Ruling['option'] {
  return option === 'go' || option === 'no-go';
}

function isSameCount(one: CastingVote, other: CastingVote): boolean {
  return one.cause === other.cause && one.ballots.length === other.ballots.length && one.ballots.every((id, index) => id === other.ballots[index]);
}
