/** The prompt that decomposes a request into workstreams, with the rules that the engine will hold the plan to. */
import { boundPattern, sizeFor } from '../engine/level-rules.ts';
import { explicitParts } from '../engine/parts.ts';
import { AGENT_TYPES, MAX_ESTIMATE_MINUTES, MAX_TASK_WORDS, MAX_WORKSTREAMS } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { TASK_TYPES } from '../engine/task-types.ts';
import { fenced } from './fence.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';
import { offeredSkills } from './offered-skills.ts';
import { assembled, type Prompt, section } from './prompt-parts.ts';
import { COORDINATOR_SYSTEM } from './system-text.ts';
import { filesLine } from './work-context.ts';
import { WORK_LINE } from './work-line.ts';

export function planPrompt(workflow: Workflow, materials: Materials): Prompt {
  const prompt = assembled({
    role: 'You break requests into work that several agents can do, each alone and without asking.',
    task: 'Write the plan for this request: the workstreams with their order. Do not do the work.',
    constraints: [
      sizeLine(workflow),
      `Each workstream has exactly one deliverable and takes 1 to ${MAX_ESTIMATE_MINUTES} minutes. What is larger is split.`,
      `Each task is self-contained and under ${MAX_TASK_WORDS} words. Its agent sees neither the request nor the other tasks: put what it needs into it, and nothing else. It does see the results of the workstreams that it depends on${materials.files.length === 0 ? '' : ', and the files that came with the request'}.`,
      'Add a dependency only where a result is really needed: everything else runs in parallel.',
      `agent: Does it only read? Then "plan" for complex research, trade-offs and reviews, else "explore" (fast and cheap). Does it make something (code, tests, documents, texts)? Then "general". So: ${taskTypes()}. Explore never writes more than a report of what it found; plan never implements.`,
      `work: what the workstream produces, whatever the language of its task. ${WORK_LINE}`,
      'The last step of joining the results is done for you: add no workstream for it.',
      'successCheck: where it can be checked whether the result is right (tests named, a list that must be complete), one sentence that says how; else null.',
      'deliverable: a short file name that ends in .md.',
      ...chosenLines(workflow),
      ...filesLine(materials.files),
    ],
    input: [
      section('The request', fenced('the request', stripMarks(materials.task))),
      section('Parts of the request', partLines(workflow, materials.task)),
      assessed(workflow),
      section('Pattern', patternLines(workflow, materials)),
      section('Personas', personaLines(materials)),
      section('Skills to choose from', skillLines(workflow, materials)),
      section('Templates to choose from', materials.templates.map(({ name, description }) => `- ${name}: ${description}`).join('\n')),
      peopleNotes(workflow, null),
      lastTry(workflow, { kind: 'plan' }),
    ],
    format:
      'pattern, a reason for it in one sentence, and the workstreams in the order that they are listed to people. dependsOn holds positions in this list, counted from 1; parts holds the numbers of the parts of the request that a workstream does (empty where the request has no numbered parts, or it does none of them); skills and template are names from the lists here, or empty and null.',
    handover: 'Fill the form. Titles are short and say what is done ("Compare storage options").',
  });
  return { system: COORDINATOR_SYSTEM, prompt };
}

function taskTypes(): string {
  return AGENT_TYPES.map(
    (agent) =>
      `${agent} for ${TASK_TYPES.filter((type) => type.agent === agent)
        .map(({ name }) => name)
        .join(', ')}`,
  ).join('; ');
}

function sizeLine(workflow: Workflow): string {
  const { complexity, judgement } = workflow;
  const bound = boundPattern(workflow);
  const split = 'Split by what can be done apart, never to have more of them; partition large input inside workstreams.';
  if (!complexity || !judgement || !bound)
    return `Two to ${MAX_WORKSTREAMS} workstreams, as few as do the job: MODERATE takes 2 or 3, COMPLEX 3 to 5, EPIC 5 to ${MAX_WORKSTREAMS}. ${split}`;
  const size = sizeInWords(sizeFor(bound.pattern, complexity.level, judgement));
  const mixed = sizeInWords(sizeFor('mixed', complexity.level, judgement));
  return `${size}${bound.orMixed && mixed !== size ? ` (as "mixed": ${mixed})` : ''}, as few as do the job. ${split}`;
}

function sizeInWords({ least, most, phased }: ReturnType<typeof sizeFor>): string {
  return `${least === most ? least : `${least} to ${most}`} workstreams${phased ? ' in several phases' : ''}`;
}

/** What a person chose with the request. */
function chosenLines({ options }: Workflow): readonly string[] {
  const { persona, skills, template } = options;
  return [
    ...(persona === null ? [] : [`A person chose the persona "${persona}": use it wherever a persona is used, except for seats and steps that must differ.`]),
    ...(skills.length === 0 ? [] : [`A person chose these skills: ${skills.join(', ')}. Each is used by at least one workstream.`]),
    ...(template === null ? [] : [`A person chose the template "${template}": workstreams that fit it use it.`]),
  ];
}

/** Numbered over all stages, as the engine counts them. */
function partLines(workflow: Workflow, task: string): string {
  const { stages, count } = explicitParts(stripMarks(task));
  if (count < 2) return '';
  let number = 0;
  const lines = stages.map((stage, index) => {
    const parts = stage.map((part) => {
      number += 1;
      return `${number}. ${part.replace(/\s+/gu, ' ').slice(0, MOST_SHOWN)}`;
    });
    return [...(index === 0 ? [] : ['THEN']), ...parts].join('\n');
  });
  const pattern = boundPattern(workflow)?.pattern;
  const merge =
    pattern === 'handoff'
      ? 'parts says of each workstream which of them it does. None is left out; one workstream may do several.'
      : pattern === 'supervisor'
        ? 'Begin with what can be done now, no part put together with another, at least one part from before the first THEN; the supervisor adds the others.'
        : count > MAX_WORKSTREAMS
          ? `There are ${count} parts and at most ${MAX_WORKSTREAMS} workstreams: put related parts that are joined by AND together, so that there are exactly ${MAX_WORKSTREAMS}.`
          : 'Each part is a workstream of its own. None is left out and none is put together with another.';
  return [fenced('the parts', lines.join('\n')), `${merge} A workstream after a THEN depends on at least one from before it, never the other way round.`].join(
    '\n',
  );
}

/** A part is named here, not quoted: the request stands above. */
const MOST_SHOWN = 200;

function assessed({ complexity }: Workflow): string {
  return complexity ? section('Assessment', `${complexity.level}, ${complexity.score} of 6.`) : '';
}

/** Only what the plan is bound to: a pattern that is not there cannot be chosen. */
function patternLines(workflow: Workflow, { patterns }: Materials): string {
  const bound = boundPattern(workflow);
  const lines = patterns
    .filter(({ name }) => !bound || name === bound.pattern || (bound.orMixed && name === 'mixed'))
    .map((pattern) => [`- ${pattern.name}: ${pattern.when}`, ...pattern.rules].join(' '));
  if (!bound) return lines.join('\n');
  const must = `The plan's pattern is "${bound.pattern}".${bound.orMixed ? ' Only where the work really cannot be arranged that way, "mixed", with the reason.' : ''}`;
  return [must, ...lines].join('\n');
}

function personaLines(materials: Materials): string {
  if (materials.personas.length === 0) return 'There are none: persona is null everywhere.';
  const lines = materials.personas.map((persona) => `- ${persona.name}: ${persona.description}`);
  return [...lines, 'One persona at most for a workstream, and null where the work is procedural.'].join('\n');
}

function skillLines({ options }: Workflow, { task, skills }: Materials): string {
  return offeredSkills(stripMarks(task), options.skills, skills)
    .map(({ name, description }) => `- ${name}: ${description}`)
    .join('\n');
}
