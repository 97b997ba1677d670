/** The question at a full cap: raise it, finish with what there is, stop. And how far who may raise it. */
import { ask, free } from './asking.ts';
import { type Amounts, type Cap, ceilingOf, type FullCap } from './budget.ts';
import { nextDayAt } from './day.ts';
import type { Decision, OptionId, Question } from './decision.ts';
import type { RefusalReason } from './event.ts';
import type { Workflow } from './state.ts';

export function isAboutBudget(question: Question): boolean {
  return question.kind === 'budget' || question.kind === 'cap-reached';
}

export function budgetQuestion(workflow: Workflow, full: FullCap, worst: Amounts, now: number): Decision {
  const { cap, limit } = full;
  const next = worst[cap.unit];
  const raiseTo = raisedLimit(full, next, ceilingOf(workflow, cap));
  const until = cap.day === null ? null : nextDayAt(now, workflow.settings.time_zone);
  const hasResults = workflow.stage.kind === 'running' || workflow.stage.kind === 'synthesising';
  return ask(workflow, now, questionOf(full, { next, raiseTo, until }), [
    { ...free('raise'), addsUsd: cap.unit === 'usd' ? raiseTo - limit : null },
    ...(hasResults ? [free('finish')] : []),
    free('stop'),
  ]);
}

/** The ceiling that a raise would pass, so that an admin alone decides; null for anything else. */
export function ceilingPassed(workflow: Workflow, question: Question, option: OptionId): Extract<RefusalReason, { kind: 'above-ceiling' }> | null {
  const raise = option === 'raise' ? raiseOf(question) : null;
  if (!raise) return null;
  const ceiling = ceilingOf(workflow, raise.cap);
  return ceiling === null || raise.to <= ceiling ? null : { kind: 'above-ceiling', cap: raise.cap, ceiling, asked: raise.to };
}

/** The cap that a question is about; null: none. */
export function capOf(question: Question): Cap | null {
  return raiseOf(question)?.cap ?? null;
}

function questionOf(full: FullCap, more: { next: number; raiseTo: number; until: number | null }): Question {
  const { cap, limit, spent } = full;
  const { next, raiseTo } = more;
  if (cap.scope === 'workflow' && cap.unit === 'usd') return { kind: 'budget', spentUsd: spent, capUsd: limit, raiseToUsd: raiseTo, nextCallUsd: next };
  return { kind: 'cap-reached', ...full, ...more };
}

/** A quarter more, or what the next call needs if that is more; no further than the ceiling, where that is enough. */
function raisedLimit({ cap, limit, spent, reserved }: FullCap, next: number, ceiling: number | null): number {
  const needed = spent + reserved + next;
  const steps = STEPS[cap.unit];
  const wished = Math.ceil(Math.max(limit * 1.25, needed * 1.1) * steps) / steps;
  return ceiling !== null && wished > ceiling && ceiling >= needed && ceiling > limit ? ceiling : wished;
}

/** In steps of ten cents, of a thousand tokens: how many make one unit. */
const STEPS = { usd: 10, tokens: 1 / 1_000 } as const;

function raiseOf(question: Question): { readonly cap: Cap; readonly to: number } | null {
  if (question.kind === 'budget') return { cap: { scope: 'workflow', unit: 'usd', day: null }, to: question.raiseToUsd };
  return question.kind === 'cap-reached' ? { cap: question.cap, to: question.raiseTo } : null;
}
