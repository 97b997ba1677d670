/**
 * Runs as one person may see them. The home page takes nothing else, and this is the only way to make it: content of a
 * private channel or a direct message goes to its members.
 */
import type { Waiting } from '../../../src/cards/waiting-for.ts';
import type { ChannelId, PersonId, TenantId } from '../../../src/engine/ids.ts';
import type { WorkflowSummary } from '../../../src/ports/archive.ts';

const seen: unique symbol = Symbol('seen');

export interface VisibleRuns {
  /** By whom. */
  readonly [seen]: PersonId;
  readonly runs: readonly HomeRun[];
}

export interface HomeRun {
  readonly summary: WorkflowSummary;
  /** Of its thread; null: not known. */
  readonly permalink: string | null;
  /** What this person may answer. */
  readonly waiting: readonly Waiting[];
}

export interface Viewer {
  readonly tenant: TenantId;
  readonly person: PersonId;
  /** Channels whose content they may read. What is not in it stays hidden. */
  readonly reads: ReadonlySet<ChannelId>;
}

export function visibleTo({ tenant, person, reads }: Viewer, runs: readonly HomeRun[]): VisibleRuns {
  return { [seen]: person, runs: runs.filter(({ summary }) => summary.tenant === tenant && reads.has(summary.channel)) };
}
