/** A question to people: what happened, what it means, what can be chosen at what price; then who chose what. */
import type { Decision } from '../engine/decision.ts';
import { type PhaseId, phaseId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import { callFailedMenu } from './call-failed-menu.ts';
import type { Block, Card } from './card.ts';
import { opening } from './excerpt.ts';
import { failureMenu } from './failure-menu.ts';
import { money } from './figures.ts';
import { named, phaseIn, refs } from './naming.ts';
import { optionActions, optionName } from './option-words.ts';
import { whoMayAnswer } from './plan-question.ts';
import { blocks, card, context, dotted, heading, person, says, strong, time } from './spans.ts';
import { statusPieces } from './workstream-state.ts';

export function decisionCard(workflow: Workflow, decision: Decision): Card {
  const open = decision.state.kind === 'open';
  return card('decision', blocks(question(workflow, decision), outcome(workflow, decision)), open ? optionActions(decision) : [], mustAct(workflow, decision));
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
    case 'budget':
      return budget(asked);
    case 'phase-gate':
      return gate(workflow, phaseId(asked.phase));
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

function budget(asked: Extract<Decision['question'], { kind: 'budget' }>): readonly Block[] {
  return [
    heading(strong(`Paused before the next call: ${money(asked.spentUsd)} of the ${money(asked.capUsd)} cap is spent.`)),
    says(`The next call may cost up to ${money(asked.nextCallUsd)}, which could pass the cap.`),
  ];
}

function gate(workflow: Workflow, id: PhaseId): readonly Block[] {
  return [heading(strong(`${phaseIn(workflow, id)} waits for a yes before it starts.`)), says('The handoff above is what it will build on.')];
}

function outcome(workflow: Workflow, decision: Decision): readonly Block[] {
  const { state } = decision;
  switch (state.kind) {
    case 'open':
      return [context(...whoMayAnswer(decision, 'decide'), workflow.spent.rehearsal ? ' Prices are table prices; the rehearsal charges $0.' : null)];
    case 'answered':
      return [
        {
          kind: 'line',
          line: dotted([
            strong(optionName(decision.question, state.option)),
            ', chosen by ',
            person(state.by),
            ', ',
            time(state.at, workflow.settings.time_zone),
          ]),
        },
        ...note(state.option === 'retry-with-context' ? state.text : null),
      ];
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

function voided(reason: 'plan-changed' | 'workflow-ended' | 'overridden'): string {
  switch (reason) {
    case 'plan-changed':
      return 'No longer asked: the plan changed.';
    case 'workflow-ended':
      return 'No longer asked: the run has ended.';
    case 'overridden':
      return 'No longer asked: someone settled it another way.';
    default: {
      const missed: never = reason;
      return missed;
    }
  }
}

function mustAct(workflow: Workflow, decision: Decision): Card['notify'] {
  if (decision.state.kind !== 'open') return [];
  return decision.policy.kind === 'people' ? decision.policy.people : [workflow.requester];
}
