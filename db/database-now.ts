/** The database's clock in epoch milliseconds: one clock for all processes. */
export const DATABASE_NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
