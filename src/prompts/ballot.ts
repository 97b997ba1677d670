/** The prompt of an expert on a panel: a blind verdict that the engine can count, and in a later round an answer to the others'. */
import { seatsOf } from '../engine/ballots.ts';
import type { Workstream } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import { lastTry } from './last-try.ts';
import type { Materials } from './materials.ts';
import { assembled, type Prompt, section } from './prompt-parts.ts';
import { skillBlocks } from './skills.ts';
import { WORKER_SYSTEM } from './system-text.ts';
import { type Shaped, shapedTask } from './template.ts';
import { underHeading } from './under-heading.ts';
import { filesLine, workContext } from './work-context.ts';

export function ballotPrompt(workflow: Workflow, workstream: Workstream, materials: Materials): Prompt {
  const shaped = shapedTask(workstream, materials.template);
  const prompt = assembled({
    role: roleText(materials.personaText, shaped),
    task: shaped.task,
    constraints: [
      ...(roundOf(workflow, workstream) === 1 ? BLIND : ANSWERING),
      'Be ready to say no. A risk that you cannot rule out from what is in front of you is a condition, not a detail.',
      ...shaped.constraints,
      ...(workflow.settings.ultrathink_for_plan ? ['Look at it from at least two sides, one of them hostile to it, before you settle.'] : []),
      ...filesLine(materials.files),
    ],
    // The panel judges what was asked about, so unlike other workers it sees the request's own words.
    input: [
      ...skillBlocks(materials.skillTexts),
      section('What is to be judged', fenced('the request', stripMarks(materials.task))),
      ...workContext(workflow, workstream, materials),
      lastTry(workflow, { kind: 'workstream', workstream: workstream.id }),
    ],
    format: [...(shaped.format === null ? [] : [shaped.format, '']), ...FORM].join('\n'),
    handover: 'Fill the form.',
  });
  return { system: WORKER_SYSTEM, prompt };
}

const BLIND = ['Judge from your own field first. You do not see the other experts, and they do not see you: do not guess at a consensus.'];

const ANSWERING = [
  'Every expert has voted once, and you see all of those ballots, your own among them. Answer the others: say what convinces you, what does not, and what they missed.',
  'Change your position only for an argument, never for the majority; where you hold on to it against others, say why. Your ballot of this round is the one that counts.',
];

const FORM = [
  'position: ready, ready-with-conditions or not-ready. confidence: 0 to 1. risk: red, yellow or green, no better than the worst of your domains.',
  'domains: the one to eight fields of it that you judged, each named in a word or two, with its own red, yellow or green.',
  'summary: two or three sentences that can be quoted alone. conditions: what must be true first, each one checkable, at most 10. evidence: what in the input it rests on, quoted or located, at most 10; say so when there is none.',
];

function roundOf(workflow: Workflow, { id }: Workstream): number {
  const seats = workflow.proposal ? seatsOf(workflow.proposal.plan) : [];
  return seats.find((seat) => seat.id === id)?.round ?? 1;
}

/** One persona per prompt: a template's own role stands in only where there is none. */
function roleText(personaText: string | null, { role }: Shaped): string {
  if (personaText !== null) return underHeading(personaText);
  return role === null || role.trim() === '' ? 'A senior expert who is asked for an independent verdict.' : role;
}
