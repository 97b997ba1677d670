/** How full the budgets of a day are. A row is made when a call first needs it, from what the ledger has, and kept by each append from then on. */
import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dollars, tenant } from './columns.ts';

const tokens = () => bigint({ mode: 'number' }).notNull();

export const budgets = pgTable(
  'budgets',
  {
    tenant: tenant(),
    /** Calendar day of the tenant, `2026-11-21`. */
    day: text().notNull(),
    /** person, channel, workspace. */
    scope: text().notNull(),
    /** The person, the channel; empty for the workspace. */
    key: text().notNull(),
    spentUsd: dollars().notNull(),
    /** Set aside for calls in flight, at their worst. */
    reservedUsd: dollars().notNull(),
    spentTokens: tokens(),
    reservedTokens: tokens(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.day, table.scope, table.key] })],
);
