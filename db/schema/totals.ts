/** What stays of a run that retention removed: what it cost, by quarter of an hour, persona and model. No text, no content. */
import { bigint, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dollars, moment, tenant, workflow } from './columns.ts';

const tokens = () => bigint({ mode: 'number' }).notNull();

export const usageTotals = pgTable(
  'usage_totals',
  {
    tenant: tenant(),
    workflow: workflow(),
    /** Start of the quarter of an hour: a day begins with one in every time zone. */
    at: moment().notNull(),
    channel: text().notNull(),
    person: text().notNull(),
    /** Null: the run had no plan. */
    pattern: text(),
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
  (table) => [
    primaryKey({ columns: [table.tenant, table.workflow, table.at, table.persona, table.model] }),
    index('usage_totals_at').on(table.tenant, table.at),
  ],
);
