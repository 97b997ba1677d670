/** The prompt that weighs a request: five indicators with a reason each, and the branch of the decision tree. */
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { assembled, type Prompt, section } from './prompt-parts.ts';
import { COORDINATOR_SYSTEM } from './system-text.ts';
import { filesLine } from './work-context.ts';

export function assessmentPrompt(workflow: Workflow, materials: Materials): Prompt {
  const prompt = assembled({
    role: 'You weigh requests before any work starts.',
    task: 'Score how complex this request is and name the pattern that fits it. Do not do the work and do not plan it.',
    constraints: [
      'One entry for each of the five indicators, with a reason of one short sentence that names what in the request it rests on.',
      'deliverables: 0 for one, 1 for two to four distinct deliverables, 2 for five or more.',
      'cross-cutting: 1 when a concern such as security, compliance or performance touches several parts.',
      'size: 1 when the result is long: more than 500 lines of code, or several pages.',
      'domains: 1 when it needs several file types or fields of knowledge.',
      'integration: 1 when parts must fit each other or something that exists.',
      'A single unit of work of under five minutes scores 0 or 1 in all. When in doubt, score lower: orchestration costs money.',
      `pattern: "inline" for that, else one of: ${patternLines(materials)}`,
      ...filesLine(materials.files),
    ],
    input: [section('The request', fenced('the request', stripMarks(materials.task))), lastTry(workflow, { kind: 'assessment' })],
    format: 'indicators (name, points, reason), pattern, and a reason for the pattern in one sentence.',
    handover: 'Fill the form.',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}

function patternLines(materials: Materials): string {
  return materials.patterns.map((pattern) => `"${pattern.name}" (${pattern.when})`).join(' ');
}
