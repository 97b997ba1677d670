/** What every plan with ballots in it keeps to, however it was made or edited: distinct experts, at least two, blind in the first round. */
import { type Seat, seatsOf } from './ballots.ts';
import { type Plan, workstreamOf } from './plan.ts';

export function panelProblems(plan: Plan): readonly string[] {
  const seats = seatsOf(plan);
  if (seats.length === 0) return [];
  return [
    ...(plan.pattern === 'expert-panel' ? [] : [`Ballots belong to an expert panel, and this plan is "${plan.pattern}".`]),
    ...(new Set(seats.map(({ expert }) => expert)).size < 2 ? ['A panel has at least two experts: one verdict is an opinion.'] : []),
    ...seats.flatMap((seat, index) => seatProblems(plan, seat, seats.slice(0, index))),
  ];
}

function seatProblems(plan: Plan, { id, expert, round }: Seat, before: readonly Seat[]): string[] {
  const workstream = workstreamOf(plan, id);
  const twin = before.find((other) => other.round === round && other.expert === expert);
  return [
    ...(workstream?.persona === null ? [`Workstream ${id} casts a ballot and has no persona; every seat of a panel needs one.`] : []),
    ...(twin ? [`Workstreams ${twin.id} and ${id} are both "${expert}" in one round; the experts of a panel differ.`] : []),
  ];
}
