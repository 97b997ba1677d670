/** Who sits on a plan's expert panel, in which round, and which ballots have been cast. */
import type { Ballot } from './answers.ts';
import type { ArtifactId, WorkstreamId } from './ids.ts';
import { type Plan, type Workstream, workstreamOf } from './plan.ts';
import type { Workflow } from './state.ts';

/** One workstream of a panel: an expert in one round. */
export interface Seat {
  readonly id: WorkstreamId;
  /** Its persona, else the workstream's title. */
  readonly expert: string;
  /** From 1; from 2 on the experts have read the ballots of the round before. */
  readonly round: number;
}

export interface CastBallot extends Seat {
  readonly ballot: Ballot;
  readonly artifact: ArtifactId;
  readonly castAt: number;
}

/** In plan order; empty where the plan has no panel. */
export function seatsOf(plan: Plan): readonly Seat[] {
  const rounds = new Map<WorkstreamId, number>();
  // Directly or through others, wherever they stand in the plan: who has read a ballot of round one is in round two.
  const roundOf = ({ id, dependsOn, output }: Workstream): number => {
    const known = rounds.get(id);
    if (known !== undefined) return known;
    rounds.set(id, 0);
    const read = dependsOn.map((needed) => {
      const before = workstreamOf(plan, needed);
      return before ? roundOf(before) : 0;
    });
    const round = Math.max(0, ...read) + (output === 'ballot' ? 1 : 0);
    rounds.set(id, round);
    return round;
  };
  return plan.workstreams
    .filter(({ output }) => output === 'ballot')
    .map((workstream) => ({ id: workstream.id, expert: workstream.persona ?? workstream.title, round: roundOf(workstream) }));
}

/** Every ballot that stands, at most one per seat, in the order in which they were cast. */
export function castBallots(workflow: Workflow): readonly CastBallot[] {
  return seatsOf(planOf(workflow))
    .flatMap((seat): CastBallot[] => {
      const record = workflow.workstreams.get(seat.id);
      if (record?.status.kind !== 'done' || record.status.ballot === null) return [];
      return [{ ...seat, ballot: record.status.ballot, artifact: record.status.artifact.id, castAt: record.settledAt ?? workflow.updatedAt }];
    })
    .toSorted((one, other) => one.castAt - other.castAt);
}

/** Ballots that were cast and asked for again since, oldest first. */
export function recastBallots(workflow: Workflow): readonly CastBallot[] {
  const seats = seatsOf(planOf(workflow));
  return workflow.formerBallots.flatMap(({ workstream, ...cast }) => {
    const seat = seats.find(({ id }) => id === workstream);
    return seat ? [{ ...seat, ...cast }] : [];
  });
}

/** The last word of each expert: these are counted. */
export function lastBallots(workflow: Workflow): readonly CastBallot[] {
  const all = castBallots(workflow);
  return all.filter(({ expert, round }) => !all.some((other) => other.expert === expert && other.round > round));
}

/** Seats whose expert has cast no later ballot and this one neither: the count is without it. */
export function emptySeats(workflow: Workflow): readonly Seat[] {
  const cast = new Set(castBallots(workflow).map(({ id }) => id));
  const seats = seatsOf(planOf(workflow));
  return seats.filter(({ id, expert, round }) => !cast.has(id) && !seats.some((other) => other.expert === expert && other.round > round));
}

/** Ballots of 0.1.0 have one colour and no domains. */
export function ballotInTodaysShape(ballot: Ballot): Ballot {
  return { ...ballot, domains: ballot.domains ?? [] };
}

function planOf(workflow: Workflow): Plan {
  return workflow.proposal?.plan ?? { v: 1, pattern: '', reason: '', phases: [], workstreams: [] };
}
