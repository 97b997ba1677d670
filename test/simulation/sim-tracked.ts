/** What people report of work that others do: in any order, too early, and twice. */
import type { Input } from '../../src/engine/input.ts';
import { REPORT_STATUSES, type Report } from '../../src/engine/report.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { coverageOf } from '../../src/engine/status.ts';
import type { Random } from './random.ts';
import { actorOf, anyone, REQUESTER } from './sim-actors.ts';
import { artifact } from './sim-model.ts';

type Override = Extract<Input, { kind: 'override' }>;

/** Mostly about what is there, by anyone at all. */
export function anyReport(random: Random, workflow: Workflow): Override {
  if (random.chance(0.04)) return { kind: 'override', actor: anyone(random), change: { kind: 'aggregate' } };
  const workstream = random.maybe([...workflow.workstreams.keys()]);
  if (workstream === null) return { kind: 'override', actor: anyone(random), change: { kind: 'aggregate' } };
  return { kind: 'override', actor: anyone(random), change: { kind: 'report', workstream, report: anyNews(random), again: random.chance(0.15) } };
}

/** What ends a list: somebody reports what may be reported now, or asks for the whole. */
export function goodReport(random: Random, workflow: Workflow): Override {
  const actor = actorOf(random, REQUESTER);
  const has = (id: string): boolean => ['done', 'supplied'].includes([...workflow.workstreams.values()].find((one) => one.id === id)?.status.kind ?? '');
  const ready = (workflow.proposal?.plan.workstreams ?? []).filter(({ id, dependsOn }) => !has(id) && dependsOn.every(has));
  const next = random.maybe(ready);
  if (next === null || (coverageOf(workflow).done > 0 && random.chance(0.2))) return { kind: 'override', actor, change: { kind: 'aggregate' } };
  return { kind: 'override', actor, change: { kind: 'report', workstream: next.id, report: resultNews(random), again: false } };
}

function anyNews(random: Random): Report {
  const status = random.weighted({ in_progress: 4, completed: 4, failed: 2.5, pending: 1, skipped: 0.7 }) ?? REPORT_STATUSES[0];
  switch (status) {
    case 'pending':
    case 'skipped':
      return { status };
    case 'in_progress':
      return { status, session: random.pick([null, 's1', 's2']) };
    case 'failed':
      return { status, detail: random.pick(['out of time', 'no access', '']) };
    case 'completed':
      return resultNews(random);
    default: {
      const missed: never = status;
      return missed;
    }
  }
}

function resultNews(random: Random): Report {
  return { status: 'completed', artifact: artifact(`reported-${random.int(1, 4)}`), opening: 'reported' };
}
