/** What stays of runs that retention removed: usage summed up by day and by who and what caused it. */
import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dollars, tenant } from './columns.ts';

const tokens = () => bigint({ mode: 'number' }).notNull();

export const usageTotals = pgTable(
  'usage_totals',
  {
    tenant: tenant(),
    /** `YYYY-MM-DD` in the tenant's time zone when the runs were removed. */
    day: text().notNull(),
    channel: text().notNull(),
    person: text().notNull(),
    /** Empty: the run had no plan. */
    pattern: text().notNull(),
    /** Empty: no persona. */
    persona: text().notNull(),
    model: text().notNull(),
    calls: integer().notNull(),
    inputTokens: tokens(),
    cacheWriteTokens: tokens(),
    cacheReadTokens: tokens(),
    outputTokens: tokens(),
    costUsd: dollars().notNull(),
    chargedUsd: dollars().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.day, table.channel, table.person, table.pattern, table.persona, table.model] })],
);
