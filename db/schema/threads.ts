/** What people see and choose: threads, their messages, and settings. */
import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { databaseNow, moment, position, tenant } from './columns.ts';

/** One row per thread, written with its first message or its first workflow. */
export const threads = pgTable(
  'threads',
  {
    tenant: tenant(),
    channel: text().notNull(),
    thread: text().notNull(),
    surface: text().notNull(),
    opening: text().notNull(),
    author: text(),
    at: moment().notNull().default(databaseNow),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.channel, table.thread] }), index('threads_newest').on(table.tenant, table.channel, table.at)],
);

/** Cards by (workflow, key) and what people wrote. `position` is the order of first posting. */
export const messages = pgTable(
  'messages',
  {
    tenant: tenant(),
    /** `<workflow>:<key>` for a card. */
    id: text().notNull(),
    position: position(),
    /** card, person. */
    kind: text().notNull(),
    surface: text().notNull(),
    channel: text().notNull(),
    thread: text().notNull(),
    workflow: text(),
    key: text(),
    /** The platform's message id. */
    ref: text(),
    hash: text(),
    card: jsonb(),
    author: text(),
    text: text(),
    at: moment().notNull().default(databaseNow),
    editedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index('messages_thread').on(table.tenant, table.thread, table.position),
    index('messages_workflow').on(table.workflow),
  ],
);

/** `channel` is empty for the workspace's row. `chosen` has only the settings that were chosen there. */
export const settings = pgTable(
  'settings',
  {
    tenant: tenant(),
    channel: text().notNull(),
    chosen: jsonb().notNull(),
    changedBy: text().notNull(),
    changedAt: moment().notNull().default(databaseNow),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.channel] })],
);
