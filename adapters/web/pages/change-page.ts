/** The plan of a run at work: what has not begun can still be changed, one workstream or one phase at a time. */
import { CHANGE_INTRO, FORM_WORDS } from '../../../src/cards/form-words.ts';
import { MODEL_NAMES } from '../../../src/engine/model-table.ts';
import type { Phase, Plan, Workstream } from '../../../src/engine/plan.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { flag, type Html, html, NOTHING } from '../cards/html.ts';
import { agentOptions } from './agent-options.ts';
import { notices } from './composer.ts';
import { type Frame, page } from './layout.ts';

type Personas = readonly { readonly name: string }[];

export function changePage(frame: Frame, workflow: Workflow, plan: Plan, personas: Personas): Html {
  return page(
    frame,
    html`<div class="narrow"><p class="crumb"><a href="/t/${workflow.place.thread}">Back to the thread</a></p><h1>Change what has not begun in #${workflow.number}</h1>
<p>${CHANGE_INTRO}</p>${notices}
${plan.phases.map((phase, index) => section(workflow, plan, phase, index, personas))}</div>`,
  );
}

function section(workflow: Workflow, plan: Plan, phase: Phase, index: number, personas: Personas): Html {
  const own = plan.workstreams.filter(({ id }) => phase.workstreams.includes(id));
  const state = workflow.phases.get(phase.id)?.state.kind ?? 'pending';
  return html`<section aria-labelledby="phase-${phase.id}"><h2 id="phase-${phase.id}">Phase ${index + 1}: ${phase.title}</h2>
${state === 'pending' || state === 'running' ? wholePhase(workflow, phase, personas) : NOTHING}${own.map((workstream) => part(workflow, plan, workstream, personas))}</section>`;
}

/** A persona that is chosen goes to all of its work that has not begun, so none is chosen beforehand. */
function wholePhase(workflow: Workflow, { id, persona, skills }: Phase, personas: Personas): Html {
  return html`<details class="workstream" id="change-${id}"><summary>The whole phase · ${persona === null ? 'no persona' : persona}</summary>
<form ${target(workflow)}><input type="hidden" name="kind" value="change-phase"><input type="hidden" name="phase" value="${id}">
<p class="context">${FORM_WORDS.wholePhaseHint}</p>
<div class="field-row"><div class="field"><label for="persona-${id}">Persona</label><select id="persona-${id}" name="persona"><option value="">as it is</option>${personas.map(
    ({ name }) => html`<option value="${name}">${name}</option>`,
  )}</select></div>
${skillsField(id, skills)}</div><button class="button primary" type="submit">Change the phase</button></form></details>`;
}

function skillsField(id: string, skills: readonly string[]): Html {
  return html`<div class="field"><label for="skills-${id}">Skills, with commas between them</label><input id="skills-${id}" name="skills" value="${skills.join(', ')}" maxlength="820" autocomplete="off" spellcheck="false"></div>`;
}

const OPEN: ReadonlySet<string> = new Set(['pending', 'blocked', 'failed']);

function part(workflow: Workflow, plan: Plan, workstream: Workstream, personas: Personas): Html {
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
  )}</select></div></div>
${skillsField(id, workstream.skills)}<button class="button primary" type="submit">Change</button></form>
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
