/** The plan editor's fields as edits: only what differs from the plan that they were made from. */
import type { PlanEdit } from '../../../src/engine/input.ts';
import { AGENT_TYPES, type Phase, type Plan, type Workstream } from '../../../src/engine/plan.ts';
import { cleanText } from '../edge.ts';
import type { PostedForm } from '../files/form.ts';
import { badInput } from '../problem.ts';

export function editsOf(plan: Plan, form: PostedForm): readonly PlanEdit[] {
  return [...plan.workstreams.flatMap((workstream) => editsOfOne(workstream, form)), ...plan.phases.flatMap((phase) => gateEdit(phase, form))];
}

/** A form without the phase's field says nothing about it. */
function gateEdit({ id, gate }: Phase, form: PostedForm): readonly PlanEdit[] {
  const sent = form.text(`gate-${id}`);
  if (sent !== null && sent !== 'approve' && sent !== 'none') throw badInput(`${sent} is not a gate; it is approve or none.`);
  return sent === null || sent === gate ? [] : [{ kind: 'set-gate', phase: id, gate: sent }];
}

function editsOfOne(workstream: Workstream, form: PostedForm): readonly PlanEdit[] {
  const { id } = workstream;
  if (form.text(`drop-${id}`) !== null) return [{ kind: 'drop', workstream: id }];
  const title = changed(form.text(`title-${id}`), workstream.title);
  const task = changed(form.text(`task-${id}`), workstream.task);
  const agent = changed(form.text(`agent-${id}`), workstream.agent);
  const persona = form.text(`persona-${id}`);
  const edits: PlanEdit[] = [];
  if (title !== null || task !== null) edits.push({ kind: 'reword', workstream: id, title, task });
  if (agent !== null) edits.push({ kind: 'set-agent', workstream: id, agent: agentType(agent) });
  if (persona !== null && persona !== (workstream.persona ?? '')) edits.push({ kind: 'set-persona', workstream: id, persona: persona === '' ? null : persona });
  const loop = form.text(`loop-${id}`);
  if (loop !== null && (loop === 'yes') !== (workstream.loop ?? false)) edits.push({ kind: 'set-loop', workstream: id, loop: loop === 'yes' });
  return edits;
}

/** Browsers send line ends as CR LF, whatever stood there. */
function changed(sent: string | null, stood: string): string | null {
  const text = sent === null ? null : cleanText(sent).trim();
  return text === null || text === stood.replaceAll('\r\n', '\n').trim() ? null : text;
}

function agentType(text: string) {
  const found = AGENT_TYPES.find((type) => type === text);
  if (found === undefined) throw badInput(`${text} is not an agent type; they are ${AGENT_TYPES.join(', ')}.`);
  return found;
}
