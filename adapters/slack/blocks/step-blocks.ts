/**
 * Workstreams with a state as a `plan` block with a `task_card` each. What matters stands in the titles, because the
 * details of a task are folded away; a map without states, and what does not fit, is a list.
 */
import type { types } from '@slack/bolt';
import type { Step, StepState } from '../../../src/cards/card.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { LIMITS } from '../limits.ts';
import { type Atom, atomsOf, plainLine } from './atoms.ts';
import type { Mentions } from './mentions.ts';
import { richSection } from './rich-text.ts';
import type { BlockType } from './slack-message.ts';
import { weightOf } from './weight.ts';

/** Null: as a list. `title`: the words of the line that the steps stand under, which the block takes over. */
export function planBlock(title: string, steps: readonly Step[], mentions: Mentions, rejects: ReadonlySet<BlockType>): types.PlanBlock | null {
  if (rejects.has('plan') || rejects.has('task_card') || steps.every(({ state }) => state === null)) return null;
  if (title.trim() === '' || title.length > LIMITS.planTitle.most || steps.length > LIMITS.tasksPerPlan.most) return null;
  const tasks = steps.flatMap((step, index) => task(step, index, mentions) ?? []);
  const block: types.PlanBlock = { type: 'plan', title, tasks };
  if (rejects.has('rich_text') && tasks.some(({ details }) => details)) return null;
  return tasks.length === steps.length && weightOf(block) <= HEAVIEST ? block : null;
}

/** One row of a list: `◐ [2] Collect retention duties · running 2 m 40 s`. */
export function stepAtoms(step: Step, mentions: Mentions): readonly Atom[] {
  const detail = atomsOf(step.detail, mentions);
  const mark = step.state === null ? '' : `${MARKS[step.state]} `;
  return [textAtom(`${mark}${step.label} `), textAtom(step.title, 'strong'), ...(detail.length > 0 ? [textAtom(' · '), ...detail] : [])];
}

/** It leaves room in its message for what stands around it. */
const HEAVIEST = 8_000;

function task(step: Step, index: number, mentions: Mentions): types.TaskCardBlock | null {
  const title = plain(`${step.label} ${step.title}`);
  const detail = plainLine(step.detail, mentions);
  const whole = detail === '' ? title : `${title} · ${detail}`;
  const base = { type: 'task_card', task_id: `step-${index + 1}`, status: STATUS[step.state ?? 'pending'] } as const;
  if (whole.length <= LIMITS.taskTitle.most) return { ...base, title: whole };
  if (title.length > LIMITS.taskTitle.most || detail.length > LIMITS.taskDetails.most) return null;
  return { ...base, title, details: { type: 'rich_text', elements: [richSection([textAtom(detail)])] } };
}

/** Slack has four. What was skipped is not done, and is no error either: the words say which. */
const STATUS: Readonly<Record<StepState, types.TaskCardBlock['status']>> = {
  pending: 'pending',
  running: 'in_progress',
  done: 'complete',
  failed: 'error',
  blocked: 'pending',
  skipped: 'pending',
  supplied: 'complete',
  cancelled: 'pending',
};

const MARKS: Readonly<Record<StepState, string>> = {
  pending: '○',
  running: '◐',
  done: '✓',
  failed: '✗',
  blocked: '⊘',
  skipped: '–',
  supplied: '✓',
  cancelled: '–',
};
