/** The prompt for a request that needs no plan: it is simply answered. */
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';
import { assembled, type Prompt, section } from './prompt-parts.ts';
import { COORDINATOR_SYSTEM } from './system-text.ts';
import { filesLine } from './work-context.ts';

export function inlinePrompt(workflow: Workflow, materials: Materials): Prompt {
  const prompt = assembled({
    role: 'You answer small requests directly.',
    task: 'Answer this request.',
    constraints: [
      'As short as a good answer can be, and at most a page.',
      'If something is missing that would change the answer, say what you assumed.',
      ...filesLine(materials.files),
    ],
    input: [section('The request', fenced('the request', stripMarks(materials.task))), peopleNotes(workflow, null), lastTry(workflow, { kind: 'inline' })],
    format: 'Plain Markdown, the answer first.',
    handover: 'Write the answer itself, with nothing before or after it.',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}
