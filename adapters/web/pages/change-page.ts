/** The plan of a run at work: what has not begun can still be changed, one workstream at a time. */
import type { Plan, Workstream } from '../../../src/engine/plan.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { MODEL_NAMES } from '../action-schemas.ts';
import { flag, type Html, html, NOTHING } from '../cards/html.ts';
import { agentOptions } from './agent-options.ts';
import { notices } from './composer.ts';
import { type Frame, page } from './layout.ts';

export function changePage(frame: Frame, workflow: Workflow, plan: Plan, personas: readonly { readonly name: string }[]): Html {
  return page(
    frame,
    html`<div class="narrow"><p class="crumb"><a href="/t/${workflow.place.thread}">Back to the thread</a></p><h1>Change what has not begun in #${workflow.number}</h1>
<p>Inside what was approved a change applies at once; an agent type that the plan did not have is asked about first.</p>${notices}
${plan.workstreams.map((workstream) => part(workflow, plan, workstream, personas))}</div>`,
  );
}

const OPEN: ReadonlySet<string> = new Set(['pending', 'blocked', 'failed']);

function part(workflow: Workflow, plan: Plan, workstream: Workstream, personas: readonly { readonly name: string }[]): Html {
  const record = workflow.workstreams.get(workstream.id);
  const status = record?.status.kind ?? 'pending';
  const { id, title } = workstream;
  if (!OPEN.has(status)) return html`<p class="context">[${id}] ${title} · ${status}</p>`;
  const others = plan.workstreams.filter((other) => other.id !== id);
  return html`<details class="workstream" id="change-${id}"><summary>[${id}] ${title} · ${status}</summary>
<form ${target(workflow)}><input type="hidden" name="kind" value="change"><input type="hidden" name="workstream" value="${id}">
<div class="field"><label for="task-${id}">Task</label><textarea id="task-${id}" name="task" rows="4">${workstream.task}</textarea></div>
<div class="field-row"><div class="field"><label for="agent-${id}">Agent type</label><select id="agent-${id}" name="agent">${agentOptions(workstream.agent)}</select></div>
<div class="field"><label for="persona-${id}">Persona</label><select id="persona-${id}" name="persona"><option value="">as it is</option>${personas.map(
    ({ name }) => html`<option value="${name}"${flag('selected', name === workstream.persona)}>${name}</option>`,
  )}</select></div>
<div class="field"><label for="model-${id}">Model</label><select id="model-${id}" name="model"><option value="">as it is</option>${MODEL_NAMES.map(
    (name) => html`<option value="${name}"${flag('selected', name === record?.model)}>${name}</option>`,
  )}</select></div></div><button class="button primary" type="submit">Change</button></form>
${others.length === 0 ? NOTHING : order(workflow, workstream, others)}</details>`;
}

function order(workflow: Workflow, { id, dependsOn }: Workstream, others: readonly Workstream[]): Html {
  return html`<form ${target(workflow)}><input type="hidden" name="kind" value="reorder"><input type="hidden" name="workstream" value="${id}">
<fieldset><legend>Waits for</legend>${others.map(
    (other) =>
      html`<label class="check"><input type="checkbox" name="dependsOn" value="${other.id}"${flag('checked', dependsOn.includes(other.id))}> [${other.id}] ${other.title}</label>`,
  )}</fieldset><button class="button" type="submit">Change the order</button></form>`;
}

function target({ id }: Workflow): Html {
  return html`method="post" action="/workflows/${id}/overrides" hx-post="/workflows/${id}/overrides" hx-target="#notices" hx-swap="innerHTML show:top" hx-disable="find button"`;
}
