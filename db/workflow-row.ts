/** The heads of the two statements that write a workflow's row: a new one, and the next version of an old one. */
import { isAtRest } from '../src/engine/at-rest.ts';
import { openingOf } from '../src/engine/body.ts';
import { nextDue } from '../src/engine/schedule-time.ts';
import type { Workflow } from '../src/engine/state.ts';
import { coverageOf, statusWord } from '../src/engine/status.ts';
import type { Batch } from '../src/ports/ledger.ts';
import { type Head, PLAIN } from './append-statement.ts';
import { budgetsKept, NO_BUDGETS } from './budgets-kept.ts';
import { storable } from './database-error.ts';
import type { Derived } from './projection.ts';
import type { Param } from './statement-part.ts';

/** Archive shows this much of a task. */
const TASK_OPENING = 300;

// `is not distinct from` keeps the planner off the tenant's indexes: on a new database they look as good as the key, and are not.
const NEXT_VERSION = `update workflows set version = $5, status = $6, at_rest = $7, pattern = $8, cost_usd = $9, charged_usd = $10, done = $11, total = $12, updated_at = $13, wake_at = $14
  where id = $1 and version = $2 and epoch = $3 and tenant is not distinct from $4`;

const NEXT_ROW = 'returning id, tenant, version';

/** Yields the row only at the expected version and epoch, and: within the budgets of its calls, or where the tenant has none (`free`). */
export function nextVersion(batch: Batch, derived: Derived, budgets: 'kept' | 'free'): Head {
  const params = [batch.workflow, batch.expectedVersion, batch.epoch, batch.tenant, ...summaryOf(batch.after)];
  if (budgets === 'free') return { ...PLAIN, name: 'append free', text: `${NEXT_VERSION} and ${NO_BUDGETS} ${NEXT_ROW}`, params };
  const kept = budgetsKept(batch.after, derived, params.length + 1);
  if (!kept) return { ...PLAIN, name: 'append', text: `${NEXT_VERSION} ${NEXT_ROW}`, params };
  const { shape, condition, before, following, answers } = kept;
  return { name: `append ${shape}`, before, text: `${NEXT_VERSION} and ${condition} ${NEXT_ROW}`, following, answers, params: [...params, ...kept.params] };
}

const FIRST_VERSION = `insert into workflows (id, tenant, number, epoch, surface, channel, thread, requester, task, branch_of, created_at, version, status, at_rest, pattern, cost_usd, charged_usd, done, total, updated_at, wake_at)
  values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) returning id, tenant, version`;

export function firstVersion(after: Workflow): Head {
  const { place } = after;
  const texts = [place.surface, place.channel, place.thread, after.requester, taskOpening(after)].map(storable);
  return {
    ...PLAIN,
    name: 'open',
    text: FIRST_VERSION,
    params: [after.id, place.tenant, after.number, ...texts, after.reuse?.from ?? null, after.requestedAt, ...summaryOf(after)],
  };
}

export function taskOpening(workflow: Workflow): string {
  return [...openingOf(workflow.task)].slice(0, TASK_OPENING).join('');
}

/** What the state says of the row, in the order of the statements' parameters. */
export function summaryColumns(after: Workflow): Readonly<Record<string, Param>> {
  const { done, total } = coverageOf(after);
  const { costUsd, chargedUsd } = after.spent;
  const atRest = isAtRest(after);
  return {
    version: after.version,
    status: statusWord(after),
    at_rest: atRest,
    pattern: after.proposal?.plan.pattern ?? null,
    cost_usd: costUsd,
    charged_usd: chargedUsd,
    done,
    total,
    updated_at: after.updatedAt,
    // A driver that has work keeps its own time.
    wake_at: atRest ? nextDue(after) : null,
  };
}

function summaryOf(after: Workflow): readonly Param[] {
  return Object.values(summaryColumns(after));
}
