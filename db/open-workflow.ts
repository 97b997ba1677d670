/**
 * Opens a workflow in one transaction: input id, job, `#number`, then everything else in one statement. The tenant's
 * counter comes as late as it can, because its row is locked from there to the commit.
 */
import { workflowId } from '../src/engine/ids.ts';
import { BatonError } from '../src/errors.ts';
import type { Opened, Opening } from '../src/ports/ledger.ts';
import { batchStatement } from './append-statement.ts';
import type { Connection, Transaction } from './connect.ts';
import { storable } from './database-error.ts';
import type { Enqueue } from './ledger.ts';
import { runInTransaction } from './run-statement.ts';
import { firstVersion, taskOpening } from './workflow-row.ts';

export async function openWorkflow({ orm }: Connection, enqueue: Enqueue, opening: Opening): Promise<Opened> {
  return await orm.transaction(async (transaction) => {
    if (!(await claimInput(transaction, opening))) return await firstResult(transaction, opening);
    await enqueue(transaction, opening.workflow);
    const number = await nextNumber(transaction, opening.tenant);
    const { recorded, after } = opening.first(number);
    await runInTransaction(transaction, batchStatement(firstVersion(after), { recorded, after, artifacts: opening.artifacts, applied: [] }));
    const { tenant, channel, thread, surface } = after.place;
    await runInTransaction(transaction, { text: FIRST_IN_THREAD, params: [tenant, channel, thread, surface, taskOpening(after), after.requester] });
    return { workflow: opening.workflow, number, duplicate: false };
  });
}

const FIRST_IN_THREAD = `insert into threads (tenant, channel, thread, surface, opening, author) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`;

/** False when the input id has been used; a transaction that is using it right now is waited for. */
async function claimInput(transaction: Transaction, { input, tenant, workflow }: Opening): Promise<boolean> {
  const text = `insert into inbox (id, tenant, workflow, applied_version, outcome) values ($1, $2, $3, 0, '{"kind":"accepted"}') on conflict (id) do nothing returning id`;
  return (await runInTransaction(transaction, { text, params: [storable(input), storable(tenant), storable(workflow)] })).length > 0;
}

async function firstResult(transaction: Transaction, { input, tenant }: Opening): Promise<Opened> {
  const text = `select w.id, w.number from inbox i join workflows w on w.id = i.workflow where i.id = $1 and i.tenant = $2`;
  const [row] = await runInTransaction<{ id: string; number: number }>(transaction, { text, params: [input, tenant] });
  if (!row) throw new BatonError('input-id-taken', 'This input id was used by another tenant.', { context: { input } });
  return { workflow: workflowId(row.id), number: row.number, duplicate: true };
}

async function nextNumber(transaction: Transaction, tenant: string): Promise<number> {
  const text = `insert into tenants (id, last_number) values ($1, 1) on conflict (id) do update set last_number = tenants.last_number + 1 returning last_number`;
  const [row] = await runInTransaction<{ last_number: number }>(transaction, { text, params: [tenant] });
  if (!row) throw new BatonError('database-error', 'The tenant counter gave no number.');
  return row.last_number;
}
