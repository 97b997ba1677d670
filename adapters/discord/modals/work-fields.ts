/** Fields of a workstream that more than one form has. */
import { opening } from '../../../src/cards/excerpt.ts';
import { AGENT_WORDS, FORM_WORDS } from '../../../src/cards/form-words.ts';
import { ref } from '../../../src/cards/naming.ts';
import { AGENT_TYPES, type AgentType, type Plan, type Workstream } from '../../../src/engine/plan.ts';
import { LIMITS } from '../limits.ts';
import { choiceField, choicesField, type FieldPart, textField } from './fields.ts';

export function taskField(name: string, task: string): FieldPart {
  return textField({ name, label: FORM_WORDS.task, value: task, multiline: true });
}

/** In the order of what they may do. */
export function agentField(name: string, chosen: AgentType): FieldPart {
  return choiceField({ name, label: FORM_WORDS.agent, choices: AGENT_TYPES.map((type) => ({ value: type, label: AGENT_WORDS[type] })), chosen });
}

export function waitsField(name: string, plan: Plan, { id, dependsOn }: Workstream): readonly FieldPart[] {
  const others = plan.workstreams.filter((other) => other.id !== id);
  if (others.length === 0) return [];
  const choices = others.map((other) => ({ value: other.id, label: workLabel(other) }));
  return [choicesField({ name, label: FORM_WORDS.waitsFor, hint: FORM_WORDS.waitsForHint, choices, chosen: dependsOn })];
}

/** One line of a list; whole it stands on the plan. */
export function workLabel({ id, title }: Workstream): string {
  return opening(`${ref(id)} ${title}`, LIMITS.optionLabel.most).text;
}
