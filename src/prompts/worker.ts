/** The prompt of a workstream that answers in text. It sees its task, the handoff before it and what it builds on. */
import type { AgentType, Workstream } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { lastTry } from './last-try.ts';
import { loopContext } from './loop-context.ts';
import type { Materials } from './materials.ts';
import { personaRole } from './persona-role.ts';
import { assembled, oneLine, type Prompt } from './prompt-parts.ts';
import { WORKER_SYSTEM } from './system-text.ts';
import { filesLine, workContext } from './work-context.ts';

export function workerPrompt(workflow: Workflow, workstream: Workstream, materials: Materials): Prompt {
  const deep = workstream.agent === 'plan' && workflow.settings.ultrathink_for_plan;
  const prompt = assembled({
    role: roleText(workstream.agent, materials.personaText),
    task: `${oneLine(workstream.title)}\n\n${stripMarks(workstream.task)}`,
    constraints: [
      AGENT_LIMITS[workstream.agent],
      ...(deep ? [DEEP_THINKING] : []),
      `Deliver one thing: the content of ${workstream.deliverable}.`,
      ...(workstream.successCheck === null ? [] : [`It is done when this holds: ${oneLine(workstream.successCheck)}`]),
      ...filesLine(materials.files),
    ],
    input: [
      ...workContext(workflow, workstream, materials),
      ...loopContext(workflow, workstream, materials),
      lastTry(workflow, { kind: 'workstream', workstream: workstream.id }),
    ],
    format: 'Markdown with headings where they help. Lead with the result, then what supports it. End with assumptions and open points, if there are any.',
    handover: 'Put the whole deliverable, and only it, between <result> and </result>. What stands outside is thrown away.',
  });
  return { system: WORKER_SYSTEM, prompt };
}

/** The source's routing: explore reads, plan thinks, general may also produce. */
const AGENT_LIMITS: Readonly<Record<AgentType, string>> = {
  explore: 'Explore only: find, read and report. Propose no implementation, and write nothing that is to be put in place.',
  plan: 'Think it through and decide: weigh trade-offs and give reasons. Do not implement.',
  general: 'Produce the finished piece itself, not a description of it.',
};

const DEEP_THINKING =
  'Take at least two clearly different perspectives (such as who builds it, who runs it, who attacks it, who pays for it), say where they disagree, and only then conclude. No shallow answer.';

const PLAIN_ROLES: Readonly<Record<AgentType, string>> = {
  explore: 'A careful researcher who reports what is there, with where it was found.',
  plan: 'A senior expert who makes decisions that others can build on.',
  general: 'An experienced practitioner who delivers work that can be used as it is.',
};

function roleText(agent: AgentType, personaText: string | null): string {
  return personaText === null ? PLAIN_ROLES[agent] : personaRole(personaText);
}
