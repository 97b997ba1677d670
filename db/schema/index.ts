/** All tables. */
export * from './derived.ts';
export * from './ledger.ts';
export * from './threads.ts';
