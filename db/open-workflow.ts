/**
 * Opens a workflow: its `#number` first, then one transaction with input id, rows and job in one flight. The number has a
 * commit of its own, so a number can stay unused (a crash in between, the same input twice at once), and none comes twice.
 */
import { workflowId } from '../src/engine/ids.ts';
import { BatonError, UserError } from '../src/errors.ts';
import type { Opened, Opening } from '../src/ports/ledger.ts';
import { batchStatement } from './append-statement.ts';
import type { Connection, Sql } from './connect.ts';
import { storable } from './database-error.ts';
import type { Enqueue } from './ledger.ts';
import { project } from './projection.ts';
import { runStatement } from './run-statement.ts';
import { UNFLUSHED } from './take-over.ts';
import { type Transaction, transact } from './transact.ts';
import { firstVersion, taskOpening } from './workflow-row.ts';

export async function openWorkflow({ sql, orm }: Connection, enqueue: Enqueue, opening: Opening): Promise<Opened> {
  const number = await nextNumber(sql, opening);
  if (number === null) return await firstResult(sql, opening);
  try {
    return await transact(orm, (transaction) => write(transaction, enqueue, opening, number));
  } catch (error) {
    // The same input id was being used at this very moment: its number stays unused.
    if (error instanceof BatonError && error.code === USED_MEANWHILE) return await firstResult(sql, opening);
    throw error;
  }
}

const USED_MEANWHILE = 'input-id-used-meanwhile';

/** All in one flight: nothing of it needs the answer to what goes before. */
async function write(transaction: Transaction, enqueue: Enqueue, opening: Opening, number: number): Promise<Opened> {
  const { recorded, after } = opening.first(number);
  const { tenant, channel, thread, surface } = after.place;
  const [claimed, former] = await Promise.all([
    transaction.run({ text: CLAIM_INPUT, params: [opening.input, opening.tenant, opening.workflow].map(storable) }),
    after.reuse ? transaction.run({ text: HOLD_FORMER, params: [after.reuse.from, tenant] }) : null,
    transaction.run(batchStatement(firstVersion(after), { recorded, artifacts: opening.artifacts, applied: [] }, project(recorded, after))),
    transaction.run({ text: FIRST_IN_THREAD, params: [tenant, channel, thread, surface, taskOpening(after), after.requester] }),
    enqueue(transaction, opening.workflow),
  ]);
  if (claimed.length === 0) throw new BatonError(USED_MEANWHILE, 'This input id was used at the same moment.');
  if (former?.length === 0) throw new UserError('branch.source-gone', 'The run to branch from has just been removed by the retention setting.');
  return { workflow: opening.workflow, number, duplicate: false };
}

const CLAIM_INPUT = `insert into inbox (id, tenant, workflow, applied_version, outcome) values ($1, $2, $3, 0, '{"kind":"accepted"}') on conflict (id) do nothing returning id`;

/** Retention passes over what is locked, and looks for branches once it has the lock. */
const HOLD_FORMER = `select 1 from workflows where id = $1 and tenant = $2 for share`;

const FIRST_IN_THREAD = `insert into threads (tenant, channel, thread, surface, opening, author) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`;

async function firstResult(sql: Sql, { input, tenant }: Opening): Promise<Opened> {
  const text = `select w.id, w.number from inbox i join workflows w on w.id = i.workflow where i.id = $1 and i.tenant = $2`;
  const [row] = await runStatement<{ id: string; number: number }>(sql, { text, params: [input, tenant] });
  if (!row) throw new UserError('input-id-taken', 'This key was used elsewhere. Send the request again with a new key.', { context: { input } });
  return { workflow: workflowId(row.id), number: row.number, duplicate: true };
}

/**
 * A commit of its own, so that the tenant's row is locked for one statement and not for a transaction of several.
 * Null for an input id that has been used.
 */
async function nextNumber(sql: Sql, { tenant, input }: Opening): Promise<number | null> {
  const text = `insert into tenants (id, last_number) select $1, 1 where not exists (select 1 from inbox where id = $2)
    on conflict (id) do update set last_number = tenants.last_number + 1 returning last_number, (${UNFLUSHED})`;
  const [row] = await runStatement<{ last_number: number }>(sql, { text, params: [tenant, input].map(storable) });
  return row?.last_number ?? null;
}
