/** Column kinds that several tables share. Times are epoch milliseconds in bigint, money is dollars in double precision. */
import { sql } from 'drizzle-orm';
import { bigint, customType, doublePrecision, text } from 'drizzle-orm/pg-core';
import { DATABASE_NOW } from '../database-now.ts';

/** Epoch milliseconds, read as a number: exact until the year 287396. */
export const moment = () => bigint({ mode: 'number' });

/** Counts up in the order of insertion; gaps are normal. */
export const position = () => bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull();

export const dollars = () => doublePrecision();

export const tenant = () => text().notNull();

export const workflow = () => text().notNull();

export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (content) => Buffer.from(content.buffer, content.byteOffset, content.byteLength),
});

/** The database's clock: one clock for all processes. */
export const databaseNow = sql.raw(DATABASE_NOW);
