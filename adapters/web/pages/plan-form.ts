/** The plan editor's fields as edits: only what differs from the plan that they were made from. */
import type { PhaseId } from '../../../src/engine/ids.ts';
import type { PlanEdit } from '../../../src/engine/input.ts';
import { AGENT_TYPES, type Phase, type Plan, type Workstream } from '../../../src/engine/plan.ts';
import { editsTowards, type WantedWorkstream } from '../../../src/engine/wanted-plan.ts';
import type { PostedForm } from '../files/form.ts';
import { badInput } from '../problem.ts';

export function editsOf(plan: Plan, form: PostedForm): readonly PlanEdit[] {
  return editsTowards(
    plan,
    plan.workstreams.map((workstream) => wanted(workstream, form)),
    new Map(plan.phases.flatMap((phase) => gateIn(phase, form))),
  );
}

/** A form without the phase's field says nothing about it. */
function gateIn({ id }: Phase, form: PostedForm): readonly (readonly [PhaseId, Phase['gate']])[] {
  const sent = form.text(`gate-${id}`);
  if (sent !== null && sent !== 'approve' && sent !== 'none') throw badInput(`${sent} is not a gate; it is approve or none.`);
  return sent === null ? [] : [[id, sent]];
}

function wanted({ id }: Workstream, form: PostedForm): WantedWorkstream {
  const agent = form.text(`agent-${id}`);
  const persona = form.text(`persona-${id}`);
  const loop = form.text(`loop-${id}`);
  const drop = form.text(`drop-${id}`) !== null;
  return {
    id,
    drop,
    title: form.text(`title-${id}`),
    task: form.text(`task-${id}`),
    // What is dropped is not looked at further.
    agent: agent === null || drop ? null : agentType(agent.trim()),
    persona: persona === null ? null : persona === '' ? { kind: 'none' } : { kind: 'named', name: persona },
    skills: null,
    loop: loop === null ? null : loop === 'yes',
    dependsOn: null,
  };
}

function agentType(text: string) {
  const found = AGENT_TYPES.find((type) => type === text);
  if (found === undefined) throw badInput(`${text} is not an agent type; they are ${AGENT_TYPES.join(', ')}.`);
  return found;
}
