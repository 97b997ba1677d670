/** Tables derived from events, written by the append that records them: for questions across workflows. */
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
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

/** One row per finished call. An interrupted call is here at what was booked for it, without tokens. */
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
  },
  (table) => [primaryKey({ columns: [table.workflow, table.attempt] })],
);

/** One row per open call: its worst case. It goes when the call ends. */
export const reservations = pgTable(
  'reservations',
  {
    tenant: tenant(),
    workflow: workflow(),
    attempt: text().notNull(),
    usd: dollars().notNull(),
    at: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workflow, table.attempt] })],
);
