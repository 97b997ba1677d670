/** Tables derived from events, written by the append that records them: for questions across workflows. */
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dollars, moment, tenant, workflow } from './columns.ts';

export const workstreams = pgTable(
  'workstreams',
  {
    tenant: tenant(),
    workflow: workflow(),
    id: text().notNull(),
    title: text().notNull(),
    agent: text().notNull(),
    persona: text(),
    phase: text().notNull(),
    status: text().notNull(),
    attempts: integer().notNull(),
    inputTokens: integer().notNull(),
    outputTokens: integer().notNull(),
    costUsd: dollars().notNull(),
    artifact: text(),
    startedAt: moment(),
    settledAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.workflow, table.id] })],
);

export const attempts = pgTable(
  'attempts',
  {
    tenant: tenant(),
    workflow: workflow(),
    id: text().notNull(),
    /** `subjectKey` of the engine. */
    subject: text().notNull(),
    role: text().notNull(),
    tryNumber: integer().notNull(),
    model: text().notNull(),
    /** running, succeeded, failed, interrupted. */
    status: text().notNull(),
    /** Kind of the failure, or why it was interrupted. */
    cause: text(),
    startedAt: moment().notNull(),
    endedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.workflow, table.id] })],
);

export const decisions = pgTable(
  'decisions',
  {
    tenant: tenant(),
    workflow: workflow(),
    id: text().notNull(),
    kind: text().notNull(),
    /** open, answered, voided. */
    status: text().notNull(),
    askedAt: moment().notNull(),
    answeredBy: text(),
    /** The option chosen, or why it was voided. */
    answer: text(),
    settledAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.workflow, table.id] })],
);

export const handoffs = pgTable(
  'handoffs',
  {
    tenant: tenant(),
    workflow: workflow(),
    phase: text().notNull(),
    body: jsonb().notNull(),
    at: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workflow, table.phase] })],
);

/** One row per finished call. An interrupted call is here at what was booked for it. */
export const usage = pgTable(
  'usage',
  {
    tenant: tenant(),
    workflow: workflow(),
    attempt: text().notNull(),
    subject: text().notNull(),
    role: text().notNull(),
    model: text().notNull(),
    inputTokens: integer().notNull(),
    cacheWriteTokens: integer().notNull(),
    cacheReadTokens: integer().notNull(),
    outputTokens: integer().notNull(),
    costUsd: dollars().notNull(),
    chargedUsd: dollars().notNull(),
    at: moment().notNull(),
    /** Calendar day of the tenant on which the call started, `2026-11-21`. */
    day: text().notNull().default(''),
    /** Set aside for a call whose end is unknown. */
    bookedTokens: integer('booked_tokens').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.workflow, table.attempt] }), index('usage_day').on(table.tenant, table.day)],
);

/** One row per open call: its worst case. It goes when the call ends. */
export const reservations = pgTable(
  'reservations',
  {
    tenant: tenant(),
    workflow: workflow(),
    attempt: text().notNull(),
    usd: dollars().notNull(),
    /** In and out. */
    tokens: integer().notNull().default(0),
    day: text().notNull().default(''),
    at: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workflow, table.attempt] })],
);
