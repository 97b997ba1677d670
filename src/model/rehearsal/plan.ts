/**
 * A plausible plan. The request's own parts become the workstreams, fault marks included; a request without parts
 * gets a panel, or two readings, a main piece and a review, and its marks go to the first of them.
 */
import type { PlanDraft } from '../../engine/answers.ts';
import { type AgentType, MAX_TASK_WORDS, MAX_WORKSTREAMS } from '../../engine/plan.ts';
import { markTexts, stripMarks } from '../../engine/rehearsal-marks.ts';
import { patternOf, shapeOf } from './shape.ts';
import { agentFor, keywordsOf, personaFor, REHEARSAL, titleFrom } from './words.ts';

type DraftWorkstream = PlanDraft['workstreams'][number];

/** `prompt` is what the model was asked with; only personas that stand in it are used. */
export function rehearsedPlan(request: string, prompt: string): PlanDraft {
  const shape = shapeOf(request);
  switch (shape.kind) {
    case 'stages':
      return draft(patternOf(request), 'it follows the AND and THEN of the request.', fromStages(shape.stages, prompt));
    case 'list':
      return draft('fan-out', 'the things listed do not need each other.', fromStages([shape.items], prompt));
    case 'panel': {
      const seats = panel(request, prompt);
      if (seats.length >= 2) return draft('expert-panel', 'a judgement is asked for, and several views make it better.', seats);
      return draft('mixed', 'reading comes first, then the piece itself, then a review.', derived(request, prompt));
    }
    case 'plain':
      return draft('mixed', 'reading comes first, then the piece itself, then a review.', derived(request, prompt));
    default: {
      const missed: never = shape;
      return missed;
    }
  }
}

function draft(pattern: string, because: string, workstreams: DraftWorkstream[]): PlanDraft {
  return { pattern, reason: `${REHEARSAL}: ${because}`, workstreams };
}

function fromStages(stages: readonly (readonly string[])[], prompt: string): DraftWorkstream[] {
  let before: number[] = [];
  const workstreams: DraftWorkstream[] = [];
  for (const stage of fitting(stages)) {
    const here: number[] = [];
    for (const part of stage) {
      workstreams.push(workstream(titleFrom(part), part, agentFor(stripMarks(part)), before, prompt));
      here.push(workstreams.length);
    }
    before = here;
  }
  return workstreams;
}

/** At most seven: what is too much is done by the last workstream of the longest stage, or by the last stage. */
function fitting(stages: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let kept = stages.map((stage) => [...stage]);
  while (kept.length > MAX_WORKSTREAMS) kept = [...kept.slice(0, -2), [kept.slice(-2).flat().join('; then ')]];
  for (let total = kept.flat().length; total > MAX_WORKSTREAMS; total -= 1) {
    const longest = kept.reduce((one, other) => (other.length > one.length ? other : one));
    longest.splice(-2, 2, longest.slice(-2).join('; and '));
  }
  return kept;
}

const SEATS: readonly (readonly [string, string, string])[] = [
  ['security-expert', 'Security view', 'what could be abused, leaked or lost'],
  ['performance-expert', 'Performance view', 'what it does under load, and what it costs'],
  ['architecture-expert', 'Architecture view', 'how its parts fit, change and fail'],
];

function panel(request: string, prompt: string): DraftWorkstream[] {
  const marks = markTexts(request).join(' ');
  return SEATS.filter(([persona]) => prompt.includes(persona)).map(([persona, title, question], index) => ({
    ...workstream(title, `Judge this: ${stripMarks(request)}. Look at ${question}. ${index === 0 ? marks : ''}`.trim(), 'plan', [], ''),
    persona,
  }));
}

function derived(request: string, prompt: string): DraftWorkstream[] {
  const topic = titleFrom(request, 50);
  const plain = stripMarks(request).trim();
  const focus = keywordsOf(request, 4).join(', ') || topic;
  const marks = markTexts(request).join(' ');
  return [
    workstream(`Collect the facts: ${topic}`, `Collect the facts that this needs: ${plain}. Look at ${focus}. ${marks}`.trim(), 'explore', [], ''),
    workstream(`Find constraints and risks: ${topic}`, `List the constraints, assumptions and risks of this: ${plain}`, 'explore', [], ''),
    workstream(titleFrom(request, 80), plain, 'general', [1, 2], prompt),
    workstream(`Review the result: ${topic}`, `Review the result for gaps and errors. It was asked for with: ${plain}`, 'plan', [3], ''),
  ];
}

const MINUTES: Readonly<Record<AgentType, number>> = { explore: 4, plan: 6, general: 10 };

function workstream(title: string, task: string, agent: AgentType, dependsOn: readonly number[], prompt: string): DraftWorkstream {
  const named = title === '' ? 'Task' : title;
  return {
    title: named,
    task: shortened(stripMarks(task).trim() === '' ? `${named} ${task}`.trim() : task),
    agent,
    persona: agent === 'explore' ? null : personaFor(task, prompt),
    dependsOn: [...dependsOn],
    estimateMinutes: MINUTES[agent],
    deliverable: `${named
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .slice(0, 60)}.md`,
    successCheck: agent === 'general' && /\b(?:tests?|until|passes|works|fix)\b/iu.test(task) ? `Everything asked for is there: ${named}` : null,
  };
}

/** The plan's own rule: at most 500 words. The fault marks of what is left out are kept. */
function shortened(task: string): string {
  const words = task.split(/\s+/u);
  if (words.length <= MAX_TASK_WORDS) return task;
  const marks = markTexts(task);
  return [...words.slice(0, MAX_TASK_WORDS - marks.length - 10).filter((word) => !marks.includes(word)), '…', ...marks].join(' ');
}
