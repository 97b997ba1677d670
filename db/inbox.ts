/** Inputs on their way to a driver: stored with the job that wakes the workflow, applied by an append. */
import { type InputId, type WorkflowId, workflowId } from '../src/engine/ids.ts';
import { UserError } from '../src/errors.ts';
import type { Delivery, Inbox } from '../src/ports/inbox.ts';
import type { InputOutcome } from '../src/ports/ledger.ts';
import { APPEND_PARTS } from './append-parts.ts';
import { artifactRow } from './artifact-row.ts';
import { inboxPayload, NOTIFY } from './change-payload.ts';
import type { Connection, Sql } from './connect.ts';
import { storable } from './database-error.ts';
import type { Enqueue } from './ledger.ts';
import { repeatable } from './repeatable.ts';
import { runStatement } from './run-statement.ts';
import { type Transaction, transact } from './transact.ts';

export function createInbox(connection: Connection, enqueue: Enqueue): Inbox {
  return {
    deliver: (delivery) => repeatable(() => transact(connection.orm, (transaction) => deliver(transaction, enqueue, delivery))),
    outcome: (id) => repeatable(() => outcome(connection.sql, id)),
    waiting: (workflows) => repeatable(() => waiting(connection.sql, workflows)),
  };
}

async function deliver(transaction: Transaction, enqueue: Enqueue, delivery: Delivery): ReturnType<Inbox['deliver']> {
  const params = [
    delivery.workflow,
    storable(delivery.id),
    JSON.stringify(delivery.input),
    ...APPEND_PARTS.artifacts.params(delivery.artifacts.map(artifactRow)),
  ];
  const [row] = await transaction.run<{ stored: number }>({ text: storing(delivery.artifacts.length), params });
  if (!row) return 'unknown-workflow';
  if (row.stored === 0) return await duplicate(transaction, delivery);
  await enqueue(transaction, delivery.workflow);
  await transaction.run({ text: NOTIFY, params: [inboxPayload(delivery.workflow)] });
  return 'delivered';
}

/** One row when there is such a workflow; `stored` is 0 for an id that has been used. */
function storing(artifacts: number): string {
  return `with found as (select id, tenant from workflows where id = $1),
  w as (insert into inbox (id, tenant, workflow, body) select $2, tenant, id, $3::jsonb from found on conflict (id) do nothing returning workflow as id, tenant)
  ${artifacts > 0 ? `, artifacts_ as (${APPEND_PARTS.artifacts.text(4, artifacts)})` : ''}
  select (select count(*)::int from w) as stored from found`;
}

/** The same id for another workflow is not a redelivery: to drop it would lose an input. */
async function duplicate(transaction: Transaction, { id, workflow }: Delivery): Promise<'duplicate'> {
  const rows = await transaction.run({ text: `select 1 from inbox where id = $1 and workflow = $2`, params: [id, workflow] });
  if (rows.length === 0)
    throw new UserError('input-id-taken', 'This key was used for another run. Send the request again with a new key.', { context: { input: id } });
  return 'duplicate';
}

async function outcome(sql: Sql, id: InputId): Promise<InputOutcome | null> {
  const [row] = await runStatement<{ outcome: InputOutcome | null }>(sql, { text: `select outcome from inbox where id = $1`, params: [id] });
  return row?.outcome ?? null;
}

async function waiting(sql: Sql, workflows: readonly WorkflowId[]): Promise<readonly WorkflowId[]> {
  if (workflows.length === 0) return [];
  const text = `select distinct i.workflow from jsonb_array_elements_text($1::jsonb) as r(id) join inbox i on i.workflow = r.id and i.applied_version is null`;
  return (await runStatement<{ workflow: string }>(sql, { text, params: [JSON.stringify(workflows)] })).map((row) => workflowId(row.workflow));
}
