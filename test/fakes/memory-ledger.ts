/**
 * Ledger, inbox and artifacts in memory, with the semantics of the real ones: one winner per version, stale epochs
 * refused, inputs applied once, nothing crosses a tenant. The contract suites run against both.
 */
import { isAtRest } from '../../src/engine/at-rest.ts';
import type { Recorded } from '../../src/engine/event.ts';
import type { ArtifactId, InputId, TenantId, WorkflowId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import { nextDue } from '../../src/engine/schedule-time.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { BatonError, UserError } from '../../src/errors.ts';
import type { Artifacts } from '../../src/ports/artifacts.ts';
import type { Delivery, Inbox } from '../../src/ports/inbox.ts';
import type { Appended, Batch, Delivered, InputOutcome, Ledger, NewArtifact, Opened, Opening } from '../../src/ports/ledger.ts';

export interface MemoryLedger {
  readonly ledger: Ledger;
  readonly inbox: Inbox;
  readonly artifacts: Artifacts;
}

/** `wake` stands for the job: it is called when an opening or a delivery is kept, and not otherwise. */
export function createMemoryLedger(wake: (workflow: WorkflowId) => Promise<void> = async () => undefined, now: () => number = Date.now): MemoryLedger {
  const store: Store = { workflows: new Map(), inputs: new Map(), artifacts: new Map(), numbers: new Map() };
  return {
    ledger: {
      open: (opening) => open(store, wake, opening),
      takeOver: async (workflow) => {
        const row = store.workflows.get(workflow);
        if (!row) return null;
        row.epoch += 1;
        return { epoch: row.epoch, now: now(), recorded: structuredClone(row.recorded), pending: pendingOf(store, workflow) };
      },
      append: async (batch) => append(store, batch),
      pending: async (workflow) => pendingOf(store, workflow),
      runnable: async () =>
        [...store.workflows]
          .filter(([id, row]) => !row.atRest || pendingOf(store, id).length > 0 || (row.wakeAt ?? Number.POSITIVE_INFINITY) <= now())
          .map(([id]) => id),
    },
    inbox: {
      deliver: (delivery) => deliver(store, wake, delivery),
      outcome: async (id) => store.inputs.get(id)?.outcome ?? null,
      waiting: async (workflows) => workflows.filter((workflow) => pendingOf(store, workflow).length > 0),
    },
    artifacts: {
      read: async (tenant, id) => store.artifacts.get(tenant)?.get(id) ?? null,
      refs: async (tenant, ids) => ids.flatMap((id) => store.artifacts.get(tenant)?.get(id)?.ref ?? []),
      store: async (tenant, artifact) => keep(store, tenant, [artifact]),
    },
  };
}

interface Store {
  readonly workflows: Map<WorkflowId, WorkflowRow>;
  readonly inputs: Map<InputId, InputRow>;
  readonly artifacts: Map<TenantId, Map<ArtifactId, NewArtifact>>;
  readonly numbers: Map<TenantId, number>;
}

interface WorkflowRow {
  readonly tenant: TenantId;
  readonly number: number;
  readonly recorded: Recorded[];
  epoch: number;
  atRest: boolean;
  /** At rest: when time alone brings something. */
  wakeAt: number | null;
}

interface InputRow {
  readonly tenant: TenantId;
  readonly workflow: WorkflowId;
  readonly input: Input | null;
  outcome: InputOutcome | null;
}

async function open(store: Store, wake: (workflow: WorkflowId) => Promise<void>, opening: Opening): Promise<Opened> {
  const used = store.inputs.get(opening.input);
  if (used) {
    if (used.tenant !== opening.tenant) throw new UserError('input-id-taken', 'This key was used elsewhere. Send the request again with a new key.');
    return { workflow: used.workflow, number: store.workflows.get(used.workflow)?.number ?? 0, duplicate: true };
  }
  if (store.workflows.has(opening.workflow)) throw new BatonError('database-error', 'There is such a workflow already.');
  store.inputs.set(opening.input, { tenant: opening.tenant, workflow: opening.workflow, input: null, outcome: { kind: 'accepted' } });
  try {
    await wake(opening.workflow);
  } catch (error) {
    store.inputs.delete(opening.input);
    throw error;
  }
  const number = (store.numbers.get(opening.tenant) ?? 0) + 1;
  const { recorded, after } = opening.first(number);
  store.numbers.set(opening.tenant, number);
  const row = { tenant: opening.tenant, number, recorded: structuredClone([...recorded]), epoch: 0, ...restOf(after) };
  store.workflows.set(opening.workflow, row);
  keep(store, opening.tenant, opening.artifacts);
  return { workflow: opening.workflow, number, duplicate: false };
}

function append(store: Store, batch: Batch): Appended {
  const row = store.workflows.get(batch.workflow);
  if (!row || row.tenant !== batch.tenant || row.epoch !== batch.epoch || row.recorded.length !== batch.expectedVersion) return { kind: 'stale' };
  row.recorded.push(...structuredClone(batch.recorded));
  Object.assign(row, restOf(batch.after));
  keep(store, batch.tenant, batch.artifacts);
  for (const { id, outcome } of batch.applied) {
    const input = store.inputs.get(id);
    if (input && input.workflow === batch.workflow) input.outcome = outcome;
  }
  return { kind: 'appended' };
}

async function deliver(store: Store, wake: (workflow: WorkflowId) => Promise<void>, delivery: Delivery): ReturnType<Inbox['deliver']> {
  const row = store.workflows.get(delivery.workflow);
  if (!row) return 'unknown-workflow';
  const used = store.inputs.get(delivery.id);
  if (used && used.workflow !== delivery.workflow)
    throw new UserError('input-id-taken', 'This key was used for another run. Send the request again with a new key.');
  if (used) return 'duplicate';
  store.inputs.set(delivery.id, { tenant: row.tenant, workflow: delivery.workflow, input: structuredClone(delivery.input), outcome: null });
  try {
    await wake(delivery.workflow);
  } catch (error) {
    store.inputs.delete(delivery.id);
    throw error;
  }
  keep(store, row.tenant, delivery.artifacts);
  return 'delivered';
}

function restOf(after: Workflow): Pick<WorkflowRow, 'atRest' | 'wakeAt'> {
  const atRest = isAtRest(after);
  return { atRest, wakeAt: atRest ? nextDue(after) : null };
}

function pendingOf(store: Store, workflow: WorkflowId): readonly Delivered[] {
  return [...store.inputs].flatMap(([id, row]) =>
    row.workflow === workflow && row.input !== null && row.outcome === null ? [{ id, input: structuredClone(row.input) }] : [],
  );
}

/** Stored once, under its id. */
function keep(store: Store, tenant: TenantId, artifacts: readonly NewArtifact[]): void {
  const kept = store.artifacts.get(tenant) ?? new Map<ArtifactId, NewArtifact>();
  for (const artifact of artifacts) if (!kept.has(artifact.ref.id)) kept.set(artifact.ref.id, artifact);
  store.artifacts.set(tenant, kept);
}
