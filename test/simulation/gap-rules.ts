/**
 * No silent gap: at the end every planned workstream without a result is in the coverage, with the reason that the log
 * gives, and on the last card. What happened to each is followed here from the events alone.
 */
import { cardText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import type { WorkflowEvent } from '../../src/engine/event.ts';
import type { WorkstreamId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { coverageOf } from '../../src/engine/status.ts';
import type { Rule } from './event-rules.ts';
import { isSentBack } from './sent-back.ts';
import { must } from './violation.ts';

interface Fate {
  readonly kind: 'open' | 'result' | 'failed' | 'skipped' | 'cancelled';
  readonly by: string | null;
}

export function gapRules(): Rule {
  const fates = new Map<WorkstreamId, Fate>();
  return ({ event, is }) => {
    follow(fates, event, is);
    if (event.kind === 'ended' && is.proposal) gapsAreTold(fates, is, event.outcome);
  };
}

function follow(fates: Map<WorkstreamId, Fate>, event: WorkflowEvent, is: Workflow): void {
  switch (event.kind) {
    case 'plan-proposed':
      fates.clear();
      for (const { id, reused } of is.workstreams.values()) fates.set(id, { kind: reused ? 'result' : 'open', by: null });
      return;
    case 'workstream-done':
    case 'workstream-supplied':
      fates.set(event.workstream, { kind: 'result', by: null });
      return;
    case 'workstream-failed':
      fates.set(event.workstream, { kind: 'failed', by: null });
      return;
    case 'gap-accepted':
      // A gap that was made on purpose keeps its maker's name.
      if (fates.get(event.workstream)?.kind === 'failed') fates.set(event.workstream, { kind: 'failed', by: event.by });
      return;
    case 'workstream-skipped':
      fates.set(event.workstream, { kind: 'skipped', by: event.by });
      return;
    case 'workstream-cancelled':
      fates.set(event.workstream, { kind: 'cancelled', by: event.by });
      return;
    case 'supervised':
      if (isSentBack(event)) fates.set(event.workstream, { kind: 'open', by: null });
      if (event.review.choice === 'spawn' && event.approval?.granted !== false && !event.refused) fates.set(event.review.added.id, { kind: 'open', by: null });
      return;
    case 'workstream-requeued':
      fates.set(event.workstream, { kind: 'open', by: null });
      return;
    default:
      return;
  }
}

function gapsAreTold(fates: ReadonlyMap<WorkstreamId, Fate>, is: Workflow, outcome: string): void {
  const coverage = coverageOf(is);
  const card = threadOf(is).find(({ key }) => key === 'end')?.card;
  const text = card ? cardText(card) : '';
  for (const [id, fate] of fates) {
    const told = coverage.missing.find((gap) => gap.id === id);
    if (fate.kind === 'result') {
      must(told === undefined, 'gaps-are-true', () => `[${id}] has a result and is called missing`);
      continue;
    }
    must(told !== undefined, 'no-silent-gap', () => `[${id}] has no result (${fate.kind}) and is not in the coverage`);
    // A plan that was shown and not run has no reasons: nothing was promised.
    if (outcome === 'dismissed') continue;
    must(fate.kind === told?.why.kind, 'gaps-are-true', () => `[${id}] was ${fate.kind} and is called ${told?.why.kind}`);
    const by = told && 'by' in told.why ? told.why.by : told?.why.kind === 'failed' ? told.why.accepted : null;
    must(by === fate.by, 'gaps-are-true', () => `[${id}] was ${fate.kind} by ${fate.by}, and ${by} is named`);
    must(is.start === null || text.includes(`[${id}]`), 'no-silent-gap', () => `the last card does not name [${id}]: ${text}`);
  }
  must(coverage.total === fates.size && coverage.done + coverage.missing.length === fates.size, 'no-silent-gap', () => JSON.stringify(coverage));
  must(outcome !== 'completed' || coverage.missing.length === 0, 'completed-is-true', () => `${coverage.missing.length} missing`);
  const done = new Set(is.proposal?.plan.workstreams.flatMap(({ parts }) => parts ?? []));
  for (const [index, part] of (is.proposal?.plan.growth?.parts ?? []).entries()) {
    if (done.has(index + 1)) continue;
    must(outcome !== 'completed', 'completed-is-true', () => `nobody did ${part}`);
    must(is.start === null || text.includes(part), 'no-silent-gap', () => `the last card does not name ${part}: ${text}`);
  }
}
