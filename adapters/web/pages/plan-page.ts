/** The plan editor: one set of fields per workstream. What was not changed is not sent on as an edit. */
import { FORM_WORDS, GATE_WORDS, LOOP_WORDS, loopHint, PLAN_EDITOR_INTRO, planEditorTitle } from '../../../src/cards/form-words.ts';
import type { Plan, Workstream } from '../../../src/engine/plan.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { flag, type Html, html, NOTHING } from '../cards/html.ts';
import { agentOptions } from './agent-options.ts';
import { notices } from './composer.ts';
import { type Frame, page } from './layout.ts';

export function planPage(
  frame: Frame,
  workflow: Workflow,
  plan: Plan,
  hash: string,
  personas: readonly { readonly name: string; readonly description: string }[],
): Html {
  return page(
    frame,
    html`<div class="narrow"><p class="crumb"><a href="/t/${workflow.place.thread}">Back to the thread</a></p><h1>${planEditorTitle(workflow.number)}</h1>
<p>${PLAN_EDITOR_INTRO}</p>${notices}
<form method="post" action="/workflows/${workflow.id}/plan" hx-post="/workflows/${workflow.id}/plan" hx-target="#notices" hx-swap="innerHTML show:top" hx-disable="find button"><input type="hidden" name="hash" value="${hash}">
${plan.workstreams.map((workstream) => fields(workstream, personas))}
${plan.phases.length < 2 ? NOTHING : gates(plan)}
<div class="actions sticky"><button class="button primary" type="submit">${FORM_WORDS.save}</button><a class="button plain" href="/t/${workflow.place.thread}">${FORM_WORDS.leave}</a></div></form></div>`,
  );
}

/** The first phase has the plan's own approval before it. */
function gates(plan: Plan): Html {
  const rows = plan.phases
    .slice(1)
    .map(
      ({ id, title, gate }, index) =>
        html`<div class="field"><label for="gate-${id}">Phase ${index + 2}: ${title}</label><select id="gate-${id}" name="gate-${id}"><option value="none"${flag('selected', gate === 'none')}>${GATE_WORDS.none}</option><option value="approve"${flag('selected', gate === 'approve')}>${GATE_WORDS.approve}</option></select></div>`,
    );
  return html`<fieldset class="workstream"><legend>Gates</legend>${rows}</fieldset>`;
}

function fields(workstream: Workstream, personas: readonly { readonly name: string; readonly description: string }[]): Html {
  const { id, title, task, agent, persona, dependsOn, output } = workstream;
  const names = [...new Set([...personas.map(({ name }) => name), ...(persona === null ? [] : [persona])])];
  return html`<fieldset class="workstream"><legend>[${id}] ${title}</legend>
<div class="field"><label for="title-${id}">Title</label><input id="title-${id}" name="title-${id}" value="${title}" maxlength="120" required></div>
<div class="field"><label for="task-${id}">Task</label><textarea id="task-${id}" name="task-${id}" rows="4" required>${task}</textarea></div>
<div class="field-row"><div class="field"><label for="agent-${id}">Agent type</label><select id="agent-${id}" name="agent-${id}">${agentOptions(agent)}</select></div>
<div class="field"><label for="persona-${id}">Persona</label><select id="persona-${id}" name="persona-${id}"><option value="">none</option>${names.map(
    (name) => html`<option value="${name}"${flag('selected', name === persona)}>${name}</option>`,
  )}</select></div></div>
${output === 'text' ? loopField(workstream) : NOTHING}
<label class="check"><input type="checkbox" name="drop-${id}" value="yes"> ${FORM_WORDS.drop}</label>${dependsOn.length === 0 ? NOTHING : html`<span class="context"> Depends on ${dependsOn.map((on) => `[${on}]`).join(', ')}</span>`}</fieldset>`;
}

function loopField({ id, loop = false, successCheck }: Workstream): Html {
  return html`<div class="field"><label for="loop-${id}">Runs</label><select id="loop-${id}" name="loop-${id}"><option value="no"${flag('selected', !loop)}>${LOOP_WORDS.once}</option><option value="yes"${flag('selected', loop)}>${LOOP_WORDS.loop}</option></select><span class="context">${loopHint(successCheck)}</span></div>`;
}
