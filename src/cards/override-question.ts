/** Someone wants a change that the approval does not cover: what, of what, and why it is asked. */
import type { Question } from '../engine/decision.ts';
import type { WorkstreamChange } from '../engine/input.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { opening } from './excerpt.ts';
import { sentenceList } from './figures.ts';
import { named } from './naming.ts';
import { blocks, context, heading, person, says, strong } from './spans.ts';

type OverrideQuestion = Extract<Question, { kind: 'override-approval' }>;

export function overrideQuestion(workflow: Workflow, { change, by }: OverrideQuestion): readonly Block[] {
  const approved = workflow.proposal?.envelope.agents ?? [];
  const task = change.task === null ? null : opening(change.task, 500);
  return blocks(
    heading(person(by), strong(` wants to change ${named(workflow, change.workstream)}`)),
    says(strong('To: '), `${changeInWords(change)}.`),
    task && context(`The new task: ${task.text}`, task.whole ? null : ' (the agent gets all of it)'),
    change.agent === null || approved.includes(change.agent)
      ? null
      : says(`The approval covers ${sentenceList(approved)} agents, not ${change.agent}. ${named(workflow, change.workstream)} waits as it is until then.`),
  );
}

/** `agent plan, model claude-opus-5-5, a new task`. */
export function changeInWords({ agent, persona, skills, model, task }: WorkstreamChange): string {
  const parts = [
    agent === null ? null : `agent ${agent}`,
    persona === null ? null : `persona ${persona}`,
    // Logs of earlier releases lack skills and model.
    skills ? (skills.length === 0 ? 'no skills' : `skills ${sentenceList(skills)}`) : null,
    model ? `model ${model}` : null,
    task === null ? null : 'a new task',
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}
