/** The ledger's sentences about decisions. */
import type { WorkflowEvent } from '../engine/event.ts';
import type { DecisionId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { Line } from './card.ts';
import { optionName } from './option-words.ts';
import { line, person, strong } from './spans.ts';

type DecisionEvent = Extract<WorkflowEvent, { kind: 'decision-asked' | 'decision-answered' | 'decision-voided' }>;

export function decisionLine(workflow: Workflow, event: DecisionEvent): Line {
  switch (event.kind) {
    case 'decision-asked':
      return line(`Asked people: ${subject(workflow, event.decision.id)}.`);
    case 'decision-answered': {
      const question = workflow.decisions.get(event.decision)?.question;
      return line(
        person(event.by),
        ' chose ',
        strong(question ? optionName(question, event.option) : event.option),
        ` (${subject(workflow, event.decision)}).`,
      );
    }
    case 'decision-voided':
      return line(`The question was withdrawn (${subject(workflow, event.decision)}): ${event.reason}.`);
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

function subject(workflow: Workflow, id: DecisionId): string {
  const question = workflow.decisions.get(id)?.question;
  if (!question) return 'a decision';
  const workstream = 'workstream' in question ? ` [${question.workstream}]` : '';
  return `${question.kind.replaceAll('-', ' ')}${workstream}`;
}
