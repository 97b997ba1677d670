/** The ledger's sentences about decisions. */
import type { OptionId } from '../engine/decision.ts';
import type { WorkflowEvent } from '../engine/event.ts';
import type { DecisionId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { Line } from './card.ts';
import { optionName } from './option-words.ts';
import { line, people, person, strong } from './spans.ts';

type DecisionEvent = Extract<
  WorkflowEvent,
  { kind: 'decision-asked' | 'decision-voted' | 'decision-reminded' | 'decision-escalated' | 'decision-answered' | 'decision-voided' }
>;

export function decisionLine(workflow: Workflow, event: DecisionEvent): Line {
  switch (event.kind) {
    case 'decision-asked':
      return line(`Asked people: ${subject(workflow, event.decision.id)}.`);
    case 'decision-voted':
      return line(person(event.by), ' voted for ', strong(optionOf(workflow, event)), ` (${subject(workflow, event.decision)}).`);
    case 'decision-reminded':
      return line(`Reminded people (${subject(workflow, event.decision)}).`);
    case 'decision-escalated':
      return line('Passed the question on to ', ...people(event.to, 'and'), ` (${subject(workflow, event.decision)}).`);
    case 'decision-answered':
      return line(person(event.by), ' chose ', strong(optionOf(workflow, event)), ` (${subject(workflow, event.decision)}).`);
    case 'decision-voided':
      return line(`The question was withdrawn (${subject(workflow, event.decision)}): ${event.reason}.`);
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

function optionOf(workflow: Workflow, { decision, option }: { readonly decision: DecisionId; readonly option: OptionId }): string {
  const question = workflow.decisions.get(decision)?.question;
  return question ? optionName(question, option) : option;
}

function subject(workflow: Workflow, id: DecisionId): string {
  const question = workflow.decisions.get(id)?.question;
  if (!question) return 'a decision';
  const workstream = 'workstream' in question ? ` [${question.workstream}]` : '';
  return `${question.kind.replaceAll('-', ' ')}${workstream}`;
}
