/** Counts an expert panel's ballots. Counting is ours, not a model's: no majority can overrule a red. */
import { type Ballot, RISK_COLOURS } from './answers.ts';
import type { CastBallot } from './ballots.ts';

export type Position = Ballot['position'];
export type Risk = Ballot['risk'];

export interface Tally {
  readonly positions: Readonly<Record<Position, number>>;
  /** By each expert's worst colour. */
  readonly risks: Readonly<Record<Risk, number>>;
  /** The position that most took; null when two are level. */
  readonly leading: Position | null;
  /** Every condition once, with who named it. */
  readonly conditions: readonly { readonly text: string; readonly experts: readonly string[] }[];
  /** Each domain that was judged, with its worst colour and who gave which. */
  readonly domains: readonly { readonly domain: string; readonly risk: Risk; readonly colours: readonly { readonly expert: string; readonly risk: Risk }[] }[];
  /** Ballots against the leading position, and every red; all of them where no position leads and they differ. */
  readonly dissent: readonly CastBallot[];
}

export function tally(cast: readonly CastBallot[]): Tally {
  const positions = { ready: 0, 'ready-with-conditions': 0, 'not-ready': 0 };
  const risks = { red: 0, yellow: 0, green: 0 };
  for (const { ballot } of cast) {
    positions[ballot.position] += 1;
    risks[worstColour(ballot)] += 1;
  }
  const leading = leader(positions);
  return {
    positions,
    risks,
    leading,
    conditions: conditions(cast),
    domains: domains(cast),
    dissent: cast.filter(({ ballot }) => ballot.position !== leading || worstColour(ballot) === 'red'),
  };
}

/** An expert who finds one domain red has found a red, whatever the sum of it. */
function worstColour(ballot: Ballot): Risk {
  return worst([ballot.risk, ...ballot.domains.map(({ risk }) => risk)]);
}

function worst(colours: readonly Risk[]): Risk {
  return RISK_COLOURS.find((colour) => colours.includes(colour)) ?? 'green';
}

function leader(positions: Tally['positions']): Position | null {
  const order = (['not-ready', 'ready-with-conditions', 'ready'] as const).toSorted((one, other) => positions[other] - positions[one]);
  const [first, second] = order;
  return positions[first ?? 'ready'] === positions[second ?? 'ready'] ? null : (first ?? null);
}

function conditions(cast: readonly CastBallot[]): Tally['conditions'] {
  const found = new Map<string, { text: string; experts: string[] }>();
  for (const { ballot, expert } of cast) {
    for (const condition of ballot.conditions) {
      const key = condition.trim().toLowerCase();
      const known = found.get(key);
      if (known) known.experts.push(expert);
      else if (key !== '') found.set(key, { text: condition.trim(), experts: [expert] });
    }
  }
  return [...found.values()];
}

function domains(cast: readonly CastBallot[]): Tally['domains'] {
  const found = new Map<string, { domain: string; colours: { expert: string; risk: Risk }[] }>();
  for (const { ballot, expert } of cast) {
    for (const { domain, risk } of ballot.domains) {
      const key = domain.trim().toLowerCase();
      const known = found.get(key) ?? { domain: domain.trim(), colours: [] };
      found.set(key, known);
      known.colours.push({ expert, risk });
    }
  }
  return [...found.values()].map((one) => ({ ...one, risk: worst(one.colours.map(({ risk }) => risk)) }));
}
