/** The heads of the two statements that write a workflow's row: a new one, and the next version of an old one. */
import { isAtRest } from '../src/engine/at-rest.ts';
import { openingOf } from '../src/engine/body.ts';
import type { Workflow } from '../src/engine/state.ts';
import { coverageOf, statusWord } from '../src/engine/status.ts';
import type { Batch } from '../src/ports/ledger.ts';
import type { Head } from './append-statement.ts';
import { storable } from './database-error.ts';
import type { Param } from './statement-part.ts';

/** Archive shows this much of a task. */
const TASK_OPENING = 300;

// `is not distinct from` keeps the planner off the tenant's indexes: on a new database they look as good as the key, and are not.
const NEXT_VERSION = `update workflows set version = $5, status = $6, at_rest = $7, pattern = $8, cost_usd = $9, charged_usd = $10, done = $11, total = $12, updated_at = $13
  where id = $1 and version = $2 and epoch = $3 and tenant is not distinct from $4 returning id, tenant, version`;

/** Yields the row only at the expected version and epoch. */
export function nextVersion(batch: Batch): Head {
  return { name: 'append', text: NEXT_VERSION, params: [batch.workflow, batch.expectedVersion, batch.epoch, batch.tenant, ...summaryOf(batch.after)] };
}

const FIRST_VERSION = `insert into workflows (id, tenant, number, epoch, surface, channel, thread, requester, task, created_at, version, status, at_rest, pattern, cost_usd, charged_usd, done, total, updated_at)
  values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) returning id, tenant, version`;

export function firstVersion(after: Workflow): Head {
  const { place } = after;
  const texts = [place.surface, place.channel, place.thread, after.requester, taskOpening(after)].map(storable);
  return { name: 'open', text: FIRST_VERSION, params: [after.id, place.tenant, after.number, ...texts, after.requestedAt, ...summaryOf(after)] };
}

export function taskOpening(workflow: Workflow): string {
  return [...openingOf(workflow.task)].slice(0, TASK_OPENING).join('');
}

function summaryOf(after: Workflow): readonly Param[] {
  const { done, total } = coverageOf(after);
  const { costUsd, chargedUsd } = after.spent;
  return [after.version, statusWord(after), isAtRest(after), after.proposal?.plan.pattern ?? null, costUsd, chargedUsd, done, total, after.updatedAt];
}
