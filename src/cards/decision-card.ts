/** A question to people: what happened, what it means, what can be chosen at what price; then who chose what. */
import type { Decision, VoidReason } from '../engine/decision.ts';
import { phaseId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import { budgetQuestion } from './budget-question.ts';
import { callFailedMenu } from './call-failed-menu.ts';
import type { Block, Card } from './card.ts';
import { opening } from './excerpt.ts';
import { failureMenu } from './failure-menu.ts';
import { gateQuestion } from './gate-question.ts';
import { inputsQuestion } from './inputs-question.ts';
import { manyFailed } from './many-failed-menu.ts';
import { named, refs } from './naming.ts';
import { optionActions, optionName } from './option-words.ts';
import { overrideQuestion } from './override-question.ts';
import { otherVotes, whoIsAsked, whoMayAnswer } from './policy-words.ts';
import { castingVote } from './ruling-words.ts';
import { blocks, card, context, dotted, heading, line, person, says, strong, time } from './spans.ts';
import { staleQuestion } from './stale-question.ts';
import { growthQuestion } from './supervised-words.ts';
import { statusPieces } from './workstream-state.ts';

export function decisionCard(workflow: Workflow, decision: Decision): Card {
  const open = decision.state.kind === 'open';
  const asked = open ? whoIsAsked(workflow, decision) : null;
  return card('decision', blocks(question(workflow, decision), outcome(workflow, decision)), open ? optionActions(decision) : [], asked?.people, asked?.groups);
}

function question(workflow: Workflow, decision: Decision): readonly Block[] {
  const asked = decision.question;
  switch (asked.kind) {
    case 'failure-menu':
      return failureMenu(workflow, decision, asked);
    case 'dependency-menu':
      return dependency(workflow, asked);
    case 'call-failed':
      return callFailedMenu(workflow, decision, asked);
    case 'growth-approval':
      return growthQuestion(workflow, asked);
    case 'casting-vote':
      return castingVote(decision, asked);
    case 'many-failed':
      return manyFailed(workflow, decision, asked);
    case 'override-approval':
      return overrideQuestion(workflow, asked);
    case 'stale-rerun':
      return staleQuestion(workflow, decision, asked);
    case 'budget':
    case 'cap-reached':
      return budgetQuestion(workflow, decision, asked);
    case 'missing-inputs':
      return inputsQuestion(asked);
    case 'phase-gate':
      return gateQuestion(workflow, decision, phaseId(asked.phase));
    case 'plan-approval':
    case 'run-plan':
      // These stand on the plan card; here only for completeness of the union.
      return [heading(strong('The plan needs an answer'))];
    default: {
      const missed: never = asked;
      return missed;
    }
  }
}

function dependency(workflow: Workflow, asked: Extract<Decision['question'], { kind: 'dependency-menu' }>): readonly Block[] {
  const status = workflow.workstreams.get(asked.workstream)?.status;
  const gap = status && (status.kind === 'skipped' || status.kind === 'cancelled' || status.kind === 'failed') ? [' (', ...statusPieces(status), ')'] : [];
  return [
    heading(strong(`${refs(asked.blocks)} cannot start`)),
    says(`${asked.blocks.length === 1 ? 'It needs' : 'They need'} the result of `, named(workflow, asked.workstream), ...gap, '. Baton never invents one.'),
  ];
}

function outcome(workflow: Workflow, decision: Decision): readonly Block[] {
  const { state } = decision;
  switch (state.kind) {
    case 'open': {
      // What a composition lacks is told, not decided, and costs nothing.
      if (decision.question.kind === 'missing-inputs') return [{ kind: 'context', line: whoMayAnswer(workflow, decision, 'answer') }];
      const prices = workflow.spent.rehearsal ? 'prices are table prices; the rehearsal charges $0' : null;
      return [{ kind: 'context', line: dotted(whoMayAnswer(workflow, decision, 'decide'), prices) }];
    }
    case 'answered': {
      if (decision.question.kind === 'missing-inputs' && state.option === 'supply')
        return [says(strong('Given'), ' by ', person(state.by), ', ', time(state.at, workflow.settings.time_zone), '.')];
      const others = otherVotes(decision) ?? [];
      return [
        {
          kind: 'line',
          line: dotted([
            strong(optionName(decision.question, state.option)),
            ', chosen by ',
            person(state.by),
            ...(others.length > 0 ? line(' and ', ...others) : []),
            ', ',
            time(state.at, workflow.settings.time_zone),
          ]),
        },
        ...note(state.option === 'retry-with-context' || state.option === 'adjust' || state.option === 'ask-again' ? state.text : null),
      ];
    }
    case 'voided':
      return [says(voided(state.reason))];
    default: {
      const missed: never = state;
      return missed;
    }
  }
}

function note(text: string | null): readonly Block[] {
  if (text === null) return [];
  const shown = opening(text, 500);
  return [context('With this note: ', shown.text, shown.whole ? null : ' (the agent gets all of it)')];
}

function voided(reason: VoidReason): string {
  switch (reason) {
    case 'plan-changed':
      return 'No longer asked: the plan changed.';
    case 'workflow-ended':
      return 'No longer asked: the run has ended.';
    case 'overridden':
      return 'No longer asked: someone settled it another way.';
    case 'day-over':
      return 'No longer asked: the day is over, and a new one has a budget of its own.';
    case 'limits-changed':
      return 'No longer asked: the budget or its ceiling was set anew.';
    default: {
      const missed: never = reason;
      return missed;
    }
  }
}
