/**
 * What must hold at every single event, seen as the state before it, the state after it and the input that caused it.
 * One watcher per schedule: it remembers what happened, so that the rules need not believe the state.
 */
import type { Recorded } from '../../src/engine/event.ts';
import type { Input } from '../../src/engine/input.ts';
import type { Workflow, WorkflowState } from '../../src/engine/state.ts';
import { answerRules } from './answer-rules.ts';
import { attemptRules } from './attempt-rules.ts';
import { deadlineRules } from './deadline-rules.ts';
import { gapRules } from './gap-rules.ts';
import { growthRules } from './growth-rules.ts';
import { judgementRules } from './judgement-rules.ts';
import { type MoneyFacts, moneyRules } from './money-rules.ts';
import { panelRules } from './panel-rules.ts';
import { resultRules } from './result-rules.ts';
import { staleRules } from './stale-rules.ts';
import { trackedRules } from './tracked-rules.ts';
import { must } from './violation.ts';

/** One event of a workflow that exists. `cause` null: the engine or a driver did it by itself. */
export interface Seen {
  readonly was: Workflow;
  readonly event: Recorded['event'];
  readonly at: number;
  readonly is: Workflow;
  readonly cause: Input | null;
}

export type Rule = (seen: Seen) => void;
export interface EventWatcher {
  see(was: WorkflowState, recorded: Recorded, is: WorkflowState, cause: Input | null): void;
  afterAppend(is: WorkflowState): void;
}

/** What calls used that the end had cancelled is known a moment later. */
const AFTER_THE_END: ReadonlySet<Recorded['event']['kind']> = new Set(['refused', 'decision-voided', 'attempt-settled']);

export function eventWatcher(facts: MoneyFacts): EventWatcher {
  const money = moneyRules(facts);
  const rules: readonly Rule[] = [
    answerRules(),
    attemptRules(),
    resultRules(),
    staleRules(),
    gapRules(),
    deadlineRules(),
    panelRules(),
    growthRules(),
    judgementRules(),
    trackedRules(),
    money.rule,
  ];
  let seq = 0;
  const see: EventWatcher['see'] = (was, recorded, is, cause) => {
    seq += 1;
    const { event, at } = recorded;
    must(recorded.seq === seq, 'sequence', () => `event ${seq} has seq ${recorded.seq}`);
    must(is.kind === 'workflow', 'exists', () => `no workflow after ${event.kind}`);
    if (is.kind === 'none') return;
    if (was.kind === 'none') return;
    must(was.stage.kind !== 'ended' || AFTER_THE_END.has(event.kind), 'ended-is-final', () => `${event.kind} after the end`);
    for (const rule of rules) rule({ was, event, at, is, cause });
  };
  const afterAppend: EventWatcher['afterAppend'] = (is) => {
    if (is.kind === 'workflow') money.afterAppend();
  };
  return { see, afterAppend };
}
