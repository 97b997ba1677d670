/** A later round of the iterative loop gets the draft of the round before and what the check asked for. */
import type { Workstream } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { fencedResult } from './context-blocks.ts';
import { fenced } from './fence.ts';
import type { Materials } from './materials.ts';
import { section } from './prompt-parts.ts';

export function loopContext(workflow: Workflow, workstream: Workstream, materials: Materials): readonly string[] {
  const loop = workflow.workstreams.get(workstream.id)?.loop ?? null;
  const draft = loop?.draft ?? null;
  if (!loop || !draft) return [];
  const whole = materials.dependencies.find((dependency) => dependency.id === workstream.id);
  const shown = whole ? fencedResult(whole) : fenced(`opening of ${draft.artifact.name}`, draft.opening);
  const verdict = loop.checks.at(-1);
  return [
    section(
      'Your last draft',
      `This is round ${loop.checks.length + 1}. Improve this draft; keep what is good, and deliver the whole piece again.\n\n${shown}`,
    ),
    verdict ? section('What the check said', fenced('the check', `${verdict.reason}\n\nAdvice: ${verdict.advice}`)) : '',
  ];
}
