/** The prompt for a request that needs no plan: it is simply answered, by the persona and with the skills that a person chose. */
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';
import { assembled, type Prompt, section } from './prompt-parts.ts';
import { skillBlocks } from './skills.ts';
import { COORDINATOR_SYSTEM } from './system-text.ts';
import { underHeading } from './under-heading.ts';
import { filesLine } from './work-context.ts';

export function inlinePrompt(workflow: Workflow, materials: Materials): Prompt {
  const prompt = assembled({
    role: materials.personaText === null ? 'You answer small requests directly.' : underHeading(materials.personaText),
    task: 'Answer this request.',
    constraints: [
      'As short as a good answer can be, and at most a page.',
      'If something is missing that would change the answer, say what you assumed.',
      ...filesLine(materials.files),
    ],
    input: [
      ...skillBlocks(materials.skillTexts),
      section('The request', fenced('the request', stripMarks(materials.task))),
      peopleNotes(workflow, null),
      lastTry(workflow, { kind: 'inline' }),
    ],
    format: 'Plain Markdown, the answer first.',
    handover: 'Write the answer itself, with nothing before or after it.',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}
