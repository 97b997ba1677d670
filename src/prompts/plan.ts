/** The prompt that decomposes a request into workstreams, with the rules that the engine will hold the plan to. */
import { MAX_ESTIMATE_MINUTES, MAX_TASK_WORDS, MAX_WORKSTREAMS } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';
import { assembled, type Prompt, section } from './prompt-parts.ts';
import { COORDINATOR_SYSTEM } from './system-text.ts';
import { filesLine } from './work-context.ts';

export function planPrompt(workflow: Workflow, materials: Materials): Prompt {
  const prompt = assembled({
    role: 'You break requests into work that several agents can do, each alone and without asking.',
    task: 'Write the plan for this request: the pattern, and the workstreams with their order. Do not do the work.',
    constraints: [
      `Two to ${MAX_WORKSTREAMS} workstreams, as few as do the job: MODERATE takes 2 or 3, COMPLEX 3 to 5, EPIC 5 to ${MAX_WORKSTREAMS}. Partition large input inside workstreams. Split by what can be done apart, never to have more of them.`,
      `Each workstream has exactly one deliverable and takes 1 to ${MAX_ESTIMATE_MINUTES} minutes. What is larger is split.`,
      `Each task is self-contained and under ${MAX_TASK_WORDS} words. Its agent sees neither the request nor the other tasks: put what it needs into it, and nothing else. It does see the results of the workstreams that it depends on${materials.files.length === 0 ? '' : ', and the files that came with the request'}.`,
      'Where the request says AND, the parts are separate workstreams; where it says THEN, what follows depends on what stands before.',
      'Add a dependency only where a result is really needed: everything else runs in parallel.',
      'agent "explore": reads and reports, fast and cheap; never where something must be written or decided. agent "plan": deep thinking, trade-offs, design, reviews; never implementation. agent "general": everything that produces something.',
      'The last step of joining the results is done for you: add no workstream for it.',
      'successCheck: where it can be checked whether the result is right (tests named, a list that must be complete), one sentence that says how; else null.',
      'deliverable: a short file name that ends in .md.',
      ...filesLine(materials.files),
    ],
    input: [
      section('The request', fenced('the request', stripMarks(materials.task))),
      assessed(workflow, materials),
      section('Patterns', materials.patterns.map((pattern) => `- ${pattern.name}: ${pattern.when}`).join('\n')),
      section('Personas', personaLines(materials)),
      peopleNotes(workflow, null),
      lastTry(workflow, { kind: 'plan' }),
    ],
    format:
      'pattern, a reason for it in one sentence, and the workstreams in the order that they are listed to people. dependsOn holds positions in this list, counted from 1.',
    handover: 'Fill the form. Titles are short and say what is done ("Compare storage options").',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}

function assessed({ complexity, suggestedPattern }: Workflow, { patterns }: Materials): string {
  if (!complexity) return '';
  // Written by a model, so that it may be anything: only a pattern that there is helps here.
  const known = patterns.some(({ name }) => name === suggestedPattern);
  const suggested = known ? ` Suggested pattern: ${suggestedPattern}.` : '';
  return section('Assessment', `${complexity.level}, ${complexity.score} of 6.${suggested}`);
}

function personaLines(materials: Materials): string {
  if (materials.personas.length === 0) return 'There are none: persona is null everywhere.';
  const lines = materials.personas.map((persona) => `- ${persona.name}: ${persona.description}`);
  return [...lines, 'One persona at most for a workstream, and null where the work is procedural.'].join('\n');
}
