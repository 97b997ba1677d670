/** The prompt of the check between two rounds of the iterative loop. */
import type { Workstream } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { fencedResult } from './context-blocks.ts';
import { fenced } from './fence.ts';
import { givenTexts } from './given-texts.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';
import { assembled, oneLine, type Prompt, section } from './prompt-parts.ts';
import { COORDINATOR_SYSTEM } from './system-text.ts';

export function checkPrompt(workflow: Workflow, workstream: Workstream, round: number, materials: Materials): Prompt {
  const draft = workflow.workstreams.get(workstream.id)?.loop?.draft ?? null;
  const whole = materials.dependencies.find((dependency) => dependency.id === workstream.id);
  const shown = whole ? fencedResult(whole) : fenced('opening of the draft', draft?.opening ?? '');
  const prompt = assembled({
    role: 'You check work that you did not do.',
    task: 'Decide whether this draft does what its task asks, and if not, what the next round must change.',
    constraints: [
      workstream.successCheck === null
        ? 'It passes when it does everything that the task asks, correctly and completely.'
        : `It passes when this holds: ${oneLine(workstream.successCheck)}`,
      'Judge only what is in front of you. What you cannot verify does not count as done.',
      'Pass what is good enough to use; do not ask for polish.',
    ],
    input: [
      section('The task of the draft', fenced('the task', `${oneLine(workstream.title)}\n\n${stripMarks(workstream.task)}`)),
      givenTexts(workstream),
      section(`The draft of round ${round}`, shown),
      peopleNotes(workflow, workstream.id),
      lastTry(workflow, { kind: 'check', workstream: workstream.id, round }),
    ],
    format: 'passed, a reason of one or two sentences, and advice: the changes that the next round must make, most important first; empty when it passed.',
    handover: 'Fill the form.',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}
