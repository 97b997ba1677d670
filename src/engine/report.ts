/** What people or other agents report of tracked work, with the statuses of the source's ledger script. */
import type { ArtifactRef } from './body.ts';

export const REPORT_STATUSES = ['pending', 'in_progress', 'completed', 'failed', 'skipped'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** Characters of a session's name: they stand on a card. */
export const SESSION_LIMIT = 100;

export type Report =
  | { readonly status: 'pending' }
  /** `session`: what they call their session; it lets two of them be told apart. */
  | { readonly status: 'in_progress'; readonly session: string | null }
  | { readonly status: 'completed'; readonly artifact: ArtifactRef; readonly opening: string }
  | { readonly status: 'failed'; readonly detail: string }
  | { readonly status: 'skipped' };
