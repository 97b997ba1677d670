/** The runs of a workspace, newest first: one line each. */
import type { WorkflowSummary } from '../ports/archive.ts';
import type { Card, Line } from './card.ts';
import { opening } from './excerpt.ts';
import { count, money } from './figures.ts';
import { card, dotted, list, person, says, strong, text } from './spans.ts';

export function listCard(summaries: readonly WorkflowSummary[], active = false): Card {
  if (summaries.length === 0)
    return card('list', [says(active ? 'No run is open.' : 'There are no runs yet. ', active ? null : 'Start one with /orchestrate and a task.')]);
  return card('list', [says(strong(`${count(summaries.length, 'run')}, newest first`)), list(summaries.map(row))]);
}

function row(summary: WorkflowSummary): Line {
  return dotted(
    [strong(`#${summary.number}`)],
    summary.status,
    summary.total > 0 ? `${summary.done} of ${summary.total} done` : null,
    money(summary.costUsd),
    opening(summary.task, 100).text,
    [text('asked by '), person(summary.requester)],
  );
}
