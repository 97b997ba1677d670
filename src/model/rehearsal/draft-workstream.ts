/** One workstream of a rehearsed plan, from what it is asked to do. */
import type { PlanDraft } from '../../engine/answers.ts';
import { type AgentType, MAX_TASK_WORDS } from '../../engine/plan.ts';
import { markTexts, stripMarks } from '../../engine/rehearsal-marks.ts';
import { USUAL_WORK } from '../../engine/task-types.ts';
import { agentFor, personaFor, titleFrom } from './words.ts';

export type DraftWorkstream = PlanDraft['workstreams'][number];

const MINUTES: Readonly<Record<AgentType, number>> = { explore: 4, plan: 6, general: 10 };

/** `prompt` is what the model was asked with: only personas that stand in it are used. */
export function workstream(title: string, task: string, agent: AgentType, dependsOn: readonly number[], prompt: string): DraftWorkstream {
  const named = title === '' ? 'Task' : title;
  return {
    title: named,
    task: shortened(stripMarks(task).trim() === '' ? `${named} ${task}`.trim() : task),
    agent,
    work: USUAL_WORK[agent],
    persona: agent === 'explore' ? null : personaFor(task, prompt),
    skills: [],
    template: null,
    parts: [],
    dependsOn: [...dependsOn],
    estimateMinutes: MINUTES[agent],
    deliverable: `${named
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .slice(0, 60)}.md`,
    successCheck: agent === 'general' && /\b(?:tests?|until|passes|works|fix)\b/iu.test(task) ? `Everything asked for is there: ${named}` : null,
  };
}

/** A part of the request as it stands there. */
export function partWorkstream(text: string, parts: readonly number[], dependsOn: readonly number[], prompt: string): DraftWorkstream {
  return { ...workstream(titleFrom(text), text, agentFor(stripMarks(text)), dependsOn, prompt), parts: [...parts] };
}

/** The plan's own rule: at most 500 words. The fault marks of what is left out are kept. */
function shortened(task: string): string {
  const words = task.split(/\s+/u);
  if (words.length <= MAX_TASK_WORDS) return task;
  const marks = markTexts(task);
  return [...words.slice(0, MAX_TASK_WORDS - marks.length - 10).filter((word) => !marks.includes(word)), '…', ...marks].join(' ');
}
