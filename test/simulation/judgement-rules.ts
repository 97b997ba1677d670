/** The judgement: a model's plan keeps the size of its level and the pattern that was picked; another pattern is somebody's choice, a few times at most. */
import type { DecisionId } from '../../src/engine/ids.ts';
import type { Rule } from './event-rules.ts';
import { must } from './violation.ts';

const MOST_CHANGES = 3;
const MOST = { SIMPLE: 3, MODERATE: 3, COMPLEX: 5, EPIC: 7 } as const;

export function judgementRules(): Rule {
  let changes = 0;
  let asked: DecisionId | null = null;
  let chosen: string | null = null;
  let answeredBy: string | null = null;
  return ({ was, event, is }) => {
    switch (event.kind) {
      case 'decision-answered':
        answeredBy = event.option === 'other-pattern' || event.option === 'answer-inline' ? event.by : null;
        return;
      case 'pattern-chosen':
        changes += 1;
        chosen = event.pattern;
        must(answeredBy === event.by, 'pattern-is-chosen', () => `${event.by} chose ${event.pattern} without an answer to the plan`);
        must(changes <= MOST_CHANGES, 'pattern-changes-bounded', () => `chosen ${changes} times`);
        must(was.start === null && was.running.size === 0, 'pattern-before-start', () => 'the plan is at work already');
        must(is.proposal === null && is.workstreams.size === 0, 'old-plan-gone', () => 'the plan still stands');
        return;
      case 'decision-asked':
        if (event.decision.question.kind === 'plan-approval') asked = event.decision.id;
        return;
      case 'execution-started':
        must(chosen !== 'inline', 'inline-has-no-plan', () => 'a plan runs although an answer without one was chosen');
        must(event.by === null || asked === null || is.decisions.get(asked)?.state.kind !== 'voided', 'started-as-asked', () => 'started by a voided question');
        return;
      case 'plan-proposed': {
        if (event.author !== null || was.givenPlan !== null) return;
        const pattern = chosen ?? was.options.pattern;
        must(pattern === null || event.plan.pattern === pattern, 'plan-as-chosen', () => `${event.plan.pattern} instead of ${pattern}`);
        if (!was.judgement || !was.complexity || event.plan.pattern === 'map-reduce') return;
        const most = MOST[was.complexity.level];
        must(event.plan.workstreams.length <= most, 'plan-of-its-level', () => `${event.plan.workstreams.length} workstreams for ${was.complexity?.level}`);
        return;
      }
      default:
    }
  };
}
