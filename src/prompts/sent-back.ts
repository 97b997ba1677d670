/** What a supervisor asks of work that it sent back: its notes, and for a redo the result that it saw. */
import type { Workstream } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { lastSentBack } from '../engine/under-review.ts';
import { fencedResult } from './context-blocks.ts';
import { fenced } from './fence.ts';
import type { Materials } from './materials.ts';
import { section } from './prompt-parts.ts';

export function sentBack(workflow: Workflow, workstream: Workstream, materials: Materials): readonly string[] {
  const decided = lastSentBack(workflow, workstream.id);
  // A draft of the iterative loop is newer than what the supervisor saw.
  if (!decided || (workflow.workstreams.get(workstream.id)?.loop?.draft ?? null) !== null) return [];
  const { review } = decided;
  const notes = review.choice === 'redo' || review.choice === 'reassign' ? review.notes : null;
  const before = review.choice === 'redo' ? materials.dependencies.find(({ id }) => id === workstream.id) : undefined;
  return [
    section(
      'What the supervisor asks for',
      `It sent this back. Do what it asks as far as it is about your task.\n\n${fenced('the supervisor', [review.reason, notes ?? ''].join('\n\n').trim())}`,
    ),
    before ? section('Your last result', `Keep what is good, and deliver the whole piece again.\n\n${fencedResult(before)}`) : '',
  ];
}
