/** The prompt that weighs a request: five indicators and the six questions of the decision tree, each with a reason. */
import { TREE_QUESTIONS, type TreeQuestion } from '../engine/decision-tree.ts';
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
    task: 'Score how complex this request is, and answer six questions about how its work hangs together. Do not do the work and do not plan it.',
    constraints: [
      'One entry for each of the five indicators, with a reason of one short sentence that names what in the request it rests on.',
      'deliverables: 0 for one, 1 for two to four distinct deliverables, 2 for five or more.',
      'cross-cutting: 1 when a concern such as security, compliance or performance touches several parts.',
      'size: 1 when the result is long: more than 500 lines of code, or several pages.',
      'domains: 1 when it needs several file types or fields of knowledge.',
      'integration: 1 when parts must fit each other or something that exists.',
      'A single unit of work of under five minutes scores 0 or 1 in all. When in doubt, score lower: orchestration costs money.',
      'One answer to each of the six questions, yes or no, with a reason of one short sentence. Answer each by itself; several can be yes.',
      ...filesLine(materials.files),
    ],
    input: [
      section('The request', fenced('the request', stripMarks(materials.task))),
      section('The six questions', TREE_QUESTIONS.map((question) => `- ${question}: ${ASKED[question]}`).join('\n')),
      lastTry(workflow, { kind: 'assessment' }),
    ],
    format: 'indicators (name, points, reason) and tree (question, yes, reason).',
    handover: 'Fill the form.',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}

/** The tree asks from the top and stops at the first yes, so that each question is put narrowly enough to leave the later ones a chance. */
const ASKED: Readonly<Record<TreeQuestion, string>> = {
  'single-unit': 'Is this a single unit of work that takes one person under five minutes, so that dividing it would cost more than doing it?',
  independent:
    'Does it divide into different pieces of work with different subjects, none of which needs the result of another? No when several would look at the same thing, or do the same to many things.',
  sequential: 'Does each step need the result of the step before it, as in research, outline, draft, review?',
  opinions: 'Is it about one judgement or decision on one thing, which gets better by several expert opinions?',
  dataset: 'Is it the same treatment of a large set of like things (files, messages, a long list), whose findings are then brought together?',
  judgement: 'Can the later steps only be chosen after the results of the earlier ones are there, so that somebody must decide as it goes?',
};
