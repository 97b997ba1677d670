/** What every plan with ballots in it keeps to, however it was made or edited: distinct experts, at least two, blind in the first round, and the same ones in every further round. */
import { type Seat, seatsOf } from './ballots.ts';
import { type Plan, workstreamOf } from './plan.ts';

export function panelProblems(plan: Plan): readonly string[] {
  const seats = seatsOf(plan);
  if (seats.length === 0) return [];
  return [
    ...(plan.pattern === 'expert-panel' ? [] : [`Ballots belong to an expert panel, and this plan is "${plan.pattern}".`]),
    ...(new Set(seats.map(({ expert }) => expert)).size < 2 ? ['A panel has at least two experts: one verdict is an opinion.'] : []),
    ...seats.flatMap((seat, index) => seatProblems(plan, seat, seats.slice(0, index))),
    ...roundProblems(seats),
  ];
}

/** Whoever has no ballot of round one has never voted blind; whoever has none of a later round would be counted beside a former self. */
function roundProblems(seats: readonly Seat[]): string[] {
  const experts = [...new Set(seats.map(({ expert }) => expert))];
  const rounds = Array.from({ length: Math.max(...seats.map(({ round }) => round)) }, (_, index) => index + 1);
  return experts.flatMap((expert) => {
    const missed = rounds.filter((round) => !seats.some((seat) => seat.expert === expert && seat.round === round));
    return missed.map((round) =>
      round === 1
        ? `Expert "${expert}" has no seat in the first round, which waits for no ballot; every expert votes once without having seen another's.`
        : `Expert "${expert}" has no seat in round ${round}; every round of a panel has the same experts.`,
    );
  });
}

function seatProblems(plan: Plan, { id, expert, round }: Seat, before: readonly Seat[]): string[] {
  const workstream = workstreamOf(plan, id);
  const twin = before.find((other) => other.round === round && other.expert === expert);
  return [
    ...(workstream?.persona === null ? [`Workstream ${id} casts a ballot and has no persona; every seat of a panel needs one.`] : []),
    ...(twin ? [`Workstreams ${twin.id} and ${id} are both "${expert}" in one round; the experts of a panel differ.`] : []),
  ];
}
