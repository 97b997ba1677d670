/** Where a stored row is not what follows from the events. */
export interface Difference {
  /** Empty for a row that several workflows share. */
  readonly workflow: string;
  /** 0 for a row that several workflows share. */
  readonly number: number;
  readonly table: string;
  /** Key of the row within the workflow; empty for the workflow's own. */
  readonly key: string;
  readonly column: string;
  readonly fromEvents: unknown;
  readonly stored: unknown;
}
