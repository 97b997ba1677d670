/** What chat platforms need kept: what they delivered, what was sent to them, and who has installed Baton there. */
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { databaseNow, moment, tenant } from './columns.ts';

/** Kept before it is acknowledged, so that a crash loses nothing; done once. */
export const deliveries = pgTable(
  'deliveries',
  {
    surface: text().notNull(),
    tenant: tenant(),
    /** The platform's id for it: the same when it is sent again. */
    id: text().notNull(),
    body: jsonb().notNull(),
    takenAt: moment().notNull().default(databaseNow),
    /** Until then the process that took it works on it. */
    leasedUntil: moment().notNull(),
    tries: integer().notNull().default(1),
    doneAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.surface, table.tenant, table.id] }),
    index('deliveries_open').on(table.surface, table.leasedUntil).where(sql`done_at is null`),
    index('deliveries_done').on(table.doneAt).where(sql`done_at is not null`),
  ],
);

/** A row before each message is sent: after a crash it tells that the message may be there already. */
export const sentMessages = pgTable(
  'sent_messages',
  {
    surface: text().notNull(),
    tenant: tenant(),
    /** `<workflow>:<card key>`, or `root:<delivery>` for the message that a thread begins with. */
    key: text().notNull(),
    /** A card may take several messages; 0 is the first. */
    part: integer().notNull(),
    workflow: text(),
    channel: text().notNull(),
    thread: text(),
    /** The platform's id; null: sent, or about to be, with an outcome that nobody knows yet. */
    ref: text(),
    /** What the adapter has to know to edit it: fingerprints, ids of its files. */
    details: jsonb().notNull(),
    intendedAt: moment().notNull().default(databaseNow),
  },
  (table) => [
    primaryKey({ columns: [table.surface, table.tenant, table.key, table.part] }),
    index('sent_messages_ref').on(table.surface, table.tenant, table.channel, table.ref),
    index('sent_messages_workflow').on(table.workflow),
  ],
);

/** `secret` is encrypted with `ENCRYPTION_KEY`. */
export const installations = pgTable(
  'installations',
  {
    surface: text().notNull(),
    tenant: tenant(),
    secret: text().notNull(),
    /** Nothing secret: names, scopes, who installed it. */
    about: jsonb().notNull(),
    installedAt: moment().notNull().default(databaseNow),
    /** When the platform said that the installation is over. */
    removedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.surface, table.tenant] })],
);
