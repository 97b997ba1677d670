/** The prompt that integrates all results into one answer. What is missing comes from the engine's own list. */
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { contextBlocks } from './context-blocks.ts';
import { fenced } from './fence.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';
import { panelVerdict } from './panel-verdict.ts';
import { assembled, oneLine, type Prompt, section } from './prompt-parts.ts';
import { COORDINATOR_SYSTEM } from './system-text.ts';

export function synthesisPrompt(workflow: Workflow, materials: Materials): Prompt {
  const prompt = assembled({
    role: 'You turn the results of several workers into one answer for the person who asked.',
    task: 'Write the integrated answer to this request from the results below.',
    constraints: [
      'Integrate: one line of argument in the order that serves the reader. Never paste the results one after the other; they are attached as files and can be named.',
      'Where results contradict each other, say so, name both, and say which you follow and why. Do not smooth a conflict over.',
      'On a panel of experts, give the count and the conditions as they are, the decision of a person where there is one, and any dissent in its own words.',
      'Use only what the results say. A page at most.',
      materials.missing.length === 0
        ? 'All results are there.'
        : 'Some results are missing, as listed. Say in the answer what cannot be said without them, and do not make up what they would have said. Baton lists them to people by itself.',
    ],
    input: [
      section('The request', fenced('the request', stripMarks(materials.task))),
      ...contextBlocks(workflow, materials.dependencies),
      ...panelVerdict(workflow),
      section('Missing results', materials.missing.map((title) => `- ${oneLine(title)}`).join('\n')),
      openItems(workflow),
      peopleNotes(workflow, null),
      lastTry(workflow, { kind: 'synthesis' }),
    ],
    format:
      'title: what was done, in a few words. answer: Markdown that begins with the conclusion. notes: assumptions, conflicts and things to know, one sentence each, at most 12.',
    handover: 'Fill the form.',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}

function openItems(workflow: Workflow): string {
  const items = [...new Set(workflow.handoffs.flatMap((handoff) => handoff.openItems))];
  if (items.length === 0) return '';
  const lead = 'Later results may have settled some of them; what is still open belongs into the answer or the notes.';
  return section('Open items of the handoffs', `${lead}\n\n${fenced('handoffs', items.map((item) => `- ${item}`).join('\n'))}`);
}
