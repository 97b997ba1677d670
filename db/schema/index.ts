/** All tables. */
export * from './budgets.ts';
export * from './chat.ts';
export * from './derived.ts';
export * from './ledger.ts';
export * from './threads.ts';
export * from './totals.ts';
