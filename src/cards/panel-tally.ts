/** Counts an expert panel's ballots. Counting is ours, not a model's: no majority can overrule a red. */
import type { Ballot } from '../engine/answers.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';

export interface CastBallot {
  readonly id: WorkstreamId;
  /** The expert: its persona, else the workstream's title. */
  readonly expert: string;
  readonly ballot: Ballot;
  readonly castAt: number;
}

export interface Tally {
  readonly positions: Readonly<Record<Ballot['position'], number>>;
  readonly risks: Readonly<Record<Ballot['risk'], number>>;
  /** The position that most took; null when two are level. */
  readonly leading: Ballot['position'] | null;
  /** Those who hold another position than the leading one. */
  readonly minority: readonly CastBallot[];
  /** Every condition once, with who named it. */
  readonly conditions: readonly { readonly text: string; readonly experts: readonly string[] }[];
}

/** Ballots in the order in which they were cast. */
export function castBallots(workflow: Workflow): readonly CastBallot[] {
  return (workflow.proposal?.plan.workstreams ?? [])
    .flatMap((workstream): CastBallot[] => {
      const record = workflow.workstreams.get(workstream.id);
      if (record?.status.kind !== 'done' || record.status.ballot === null) return [];
      return [
        { id: workstream.id, expert: workstream.persona ?? workstream.title, ballot: record.status.ballot, castAt: record.settledAt ?? workflow.updatedAt },
      ];
    })
    .sort((one, other) => one.castAt - other.castAt);
}

export function tally(cast: readonly CastBallot[]): Tally {
  const positions = { ready: 0, 'ready-with-conditions': 0, 'not-ready': 0 };
  const risks = { red: 0, yellow: 0, green: 0 };
  for (const { ballot } of cast) {
    positions[ballot.position] += 1;
    risks[ballot.risk] += 1;
  }
  const leading = leader(positions);
  return {
    positions,
    risks,
    leading,
    minority: leading === null ? [] : cast.filter(({ ballot }) => ballot.position !== leading),
    conditions: conditions(cast),
  };
}

function leader(positions: Tally['positions']): Ballot['position'] | null {
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
