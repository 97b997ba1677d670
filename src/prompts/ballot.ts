/** The prompt of an expert on a panel: a blind verdict that the engine can count. */
import type { Workstream } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { personaRole } from './persona-role.ts';
import { assembled, oneLine, type Prompt, section } from './prompt-parts.ts';
import { WORKER_SYSTEM } from './system-text.ts';
import { filesLine, workContext } from './work-context.ts';

export function ballotPrompt(workflow: Workflow, workstream: Workstream, materials: Materials): Prompt {
  const prompt = assembled({
    role: materials.personaText === null ? 'A senior expert who is asked for an independent verdict.' : personaRole(materials.personaText),
    task: `${oneLine(workstream.title)}\n\n${stripMarks(workstream.task)}`,
    constraints: [
      'Judge from your own field first. You do not see the other experts, and they do not see you: do not guess at a consensus.',
      'Be ready to say no. A risk that you cannot rule out from what is in front of you is a condition, not a detail.',
      ...(workflow.settings.ultrathink_for_plan ? ['Look at it from at least two sides, one of them hostile to it, before you settle.'] : []),
      ...filesLine(materials.files),
    ],
    // The panel judges what was asked about, so unlike other workers it sees the request's own words.
    input: [
      section('What is to be judged', fenced('the request', stripMarks(materials.task))),
      ...workContext(workflow, workstream, materials),
      lastTry(workflow, { kind: 'workstream', workstream: workstream.id }),
    ],
    format: [
      'position: ready, ready-with-conditions or not-ready. confidence: 0 to 1. risk: red, yellow or green.',
      'summary: two or three sentences. conditions: what must be true first, each one checkable, at most 10. evidence: what in the input it rests on, quoted or located, at most 10; say so when there is none.',
    ].join('\n'),
    handover: 'Fill the form.',
  });
  return { system: WORKER_SYSTEM, prompt };
}
