/**
 * What is true: workflows with version and epoch, their events, the inbox and the content. The tables in
 * `derived.ts` can be made again from these.
 */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea, databaseNow, dollars, moment, position, tenant, workflow } from './columns.ts';

/** The last `#number` given out. */
export const tenants = pgTable('tenants', {
  id: text().primaryKey(),
  lastNumber: integer('last_number').notNull(),
});

export const workflows = pgTable(
  'workflows',
  {
    id: text().primaryKey(),
    tenant: tenant(),
    number: integer().notNull(),
    /** `seq` of the last event. */
    version: integer().notNull(),
    /** Grows with each takeover; an append that names an older one is stale. */
    epoch: integer().notNull(),
    status: text().notNull(),
    /** Nothing more happens without a new input. The sweeper looks for the others. */
    atRest: boolean('at_rest').notNull(),
    /** At rest: when time alone brings something (a reminder, parking), by the database's clock. Null: never. */
    wakeAt: moment(),
    surface: text().notNull(),
    channel: text().notNull(),
    thread: text().notNull(),
    requester: text().notNull(),
    /** The run whose results this one takes over: it stays as long as this one does. */
    branchOf: text('branch_of'),
    /** Opening of the task. */
    task: text().notNull(),
    pattern: text(),
    costUsd: dollars().notNull(),
    chargedUsd: dollars().notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (table) => [
    uniqueIndex('workflows_number').on(table.tenant, table.number),
    index('workflows_thread').on(table.tenant, table.thread),
    index('workflows_runnable').on(table.id).where(sql`not at_rest`),
    index('workflows_branch').on(table.branchOf).where(sql`branch_of is not null`),
    index('workflows_due').on(table.wakeAt).where(sql`wake_at is not null`),
  ],
);

/** Append-only: a trigger refuses updates and deletes. */
export const events = pgTable(
  'events',
  {
    tenant: tenant(),
    workflow: workflow(),
    seq: integer().notNull(),
    /** Format of `body`. */
    v: smallint().notNull(),
    at: moment().notNull(),
    input: text(),
    body: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workflow, table.seq] })],
);

/** `body` is null for the input that opened the workflow: its `requested` event says it all. */
export const inbox = pgTable(
  'inbox',
  {
    id: text().primaryKey(),
    position: position(),
    tenant: tenant(),
    workflow: workflow(),
    body: jsonb(),
    receivedAt: moment().notNull().default(databaseNow),
    appliedVersion: integer(),
    outcome: jsonb(),
  },
  (table) => [index('inbox_pending').on(table.workflow, table.position).where(sql`applied_version is null`), index('inbox_workflow').on(table.workflow)],
);

/** `workflow` is null for an upload that no workflow owns yet. */
export const artifacts = pgTable(
  'artifacts',
  {
    tenant: tenant(),
    id: text().notNull(),
    workflow: text(),
    name: text().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    content: bytea().notNull(),
    storedAt: moment().notNull().default(databaseNow),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] }), index('artifacts_workflow').on(table.workflow)],
);
