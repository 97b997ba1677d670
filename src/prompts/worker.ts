/** The prompt of a workstream that answers in text. It sees its task, the handoff before it and what it builds on. */
import type { AgentType, Workstream } from '../engine/plan.ts';
import { thinksDeep } from '../engine/roles.ts';
import type { Workflow } from '../engine/state.ts';
import { lastTry } from './last-try.ts';
import { loopContext } from './loop-context.ts';
import type { Materials } from './materials.ts';
import { assembled, oneLine, type Prompt } from './prompt-parts.ts';
import { sentBack } from './sent-back.ts';
import { skillBlocks } from './skills.ts';
import { WORKER_SYSTEM } from './system-text.ts';
import { type Shaped, shapedTask } from './template.ts';
import { underHeading } from './under-heading.ts';
import { atHandLine, filesLine, workContext } from './work-context.ts';

export function workerPrompt(workflow: Workflow, workstream: Workstream, materials: Materials): Prompt {
  const deep = thinksDeep(workflow, workstream);
  const shaped = shapedTask(workstream, materials.template);
  const prompt = assembled({
    role: roleText(workstream.agent, materials.personaText, shaped),
    task: shaped.task,
    constraints: [
      AGENT_LIMITS[workstream.agent],
      ...(deep ? [DEEP_THINKING] : []),
      ...shaped.constraints,
      `Deliver one thing: the content of ${workstream.deliverable}.`,
      ...(workstream.successCheck === null ? [] : [`It is done when this holds: ${oneLine(workstream.successCheck)}`]),
      ...filesLine(materials.files),
      ...atHandLine(materials.filesAtHand, workstream),
    ],
    input: [
      ...skillBlocks(materials.skillTexts),
      ...workContext(workflow, workstream, materials),
      ...loopContext(workflow, workstream, materials),
      ...sentBack(workflow, workstream, materials),
      lastTry(workflow, { kind: 'workstream', workstream: workstream.id }),
    ],
    format: deep ? `${shaped.format ?? TEXT_FORMAT}\n\n${DEEP_FORMAT}` : (shaped.format ?? TEXT_FORMAT),
    handover: deep
      ? 'Fill the form.'
      : (shaped.handover ?? 'Put the whole deliverable, and only it, between <result> and </result>. What stands outside is thrown away.'),
  });
  return { system: WORKER_SYSTEM, prompt };
}

/** The source's routing: explore reads, plan thinks, general may also produce. */
const AGENT_LIMITS: Readonly<Record<AgentType, string>> = {
  explore: 'Explore only: find, read and report. Propose no implementation, and write nothing that is to be put in place.',
  plan: 'Think it through and decide: weigh trade-offs and give reasons. Do not implement.',
  general: 'Produce the finished piece itself, not a description of it.',
};

const TEXT_FORMAT =
  'Markdown with headings where they help. Lead with the result, then what supports it. End with assumptions and open points, if there are any.';

const DEEP_FORMAT = 'perspectives: two to six, each with a name and what it sees, in a few sentences. result: the whole deliverable in this format.';

const DEEP_THINKING =
  'Take at least two clearly different perspectives (such as who builds it, who runs it, who attacks it, who pays for it), say where they disagree, and only then conclude. No shallow answer.';

const PLAIN_ROLES: Readonly<Record<AgentType, string>> = {
  explore: 'A careful researcher who reports what is there, with where it was found.',
  plan: 'A senior expert who makes decisions that others can build on.',
  general: 'An experienced practitioner who delivers work that can be used as it is.',
};

/** One persona per prompt: a template's own role stands in only where there is none. */
function roleText(agent: AgentType, personaText: string | null, shaped: Shaped): string {
  if (personaText !== null) return underHeading(personaText);
  return shaped.role === null || shaped.role.trim() === '' ? PLAIN_ROLES[agent] : shaped.role;
}
