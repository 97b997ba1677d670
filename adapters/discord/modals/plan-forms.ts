/** The plan editor, a part at a time: what of a workstream can be changed before the start stands in two modals, the gates in others. */

import { gatesTitle } from '../../../src/cards/form-step-words.ts';
import { FORM_WORDS, planEditorTitle, SHORT_TITLES } from '../../../src/cards/form-words.ts';
import { ref } from '../../../src/cards/naming.ts';
import type { Plan, Workstream } from '../../../src/engine/plan.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import { gateField, workFields } from '../../../src/forms/plan-fields.ts';
import { agentFrame, gateFrame, loopFrame, taskFrame, waitsFrame } from '../../../src/forms/plan-frames.ts';
import { LIMITS } from '../limits.ts';
import { choiceField, choicesField, type FieldPart, textField, tickField } from './fields.ts';
import type { FormOf } from './form.ts';
import { personaField, skillsField } from './library-fields.ts';
import { type Modal, modal } from './modal.ts';

/** Null: the plan has no such workstream. */
export function workForm(form: FormOf<'edit-work'>, workflow: Workflow, { plan }: Proposal, names: LibraryNames): Modal | null {
  const workstream = plan.workstreams[form.position];
  if (workstream === undefined) return null;
  return modal({
    form,
    title: `${planEditorTitle(workflow.number)}: ${ref(workstream.id)}`,
    short: SHORT_TITLES['edit-plan'],
    parts: form.part === 'words' ? wordParts(workstream, form.position) : orderParts(plan, workstream, form.position, names),
  });
}

function wordParts({ title, task, agent, ...workstream }: Workstream, position: number): readonly FieldPart[] {
  const at = workFields(position);
  return [
    textField({ name: at.title, label: FORM_WORDS.title, value: title, multiline: false }),
    textField(taskFrame(at.task, task)),
    choiceField(agentFrame(at.agent, agent)),
    ...loopParts(at.loop, workstream),
  ];
}

function loopParts(name: string, workstream: Pick<Workstream, 'output' | 'loop' | 'successCheck'>): readonly FieldPart[] {
  const frame = loopFrame(name, workstream);
  return frame === null ? [] : [choiceField(frame)];
}

function orderParts(plan: Plan, workstream: Workstream, position: number, names: LibraryNames): readonly FieldPart[] {
  const at = workFields(position);
  return [
    ...personaField({ name: at.persona, orNone: true, names, chosen: workstream.persona }),
    ...skillsField({ name: at.skills, names, chosen: workstream.skills }),
    ...waitParts(at.waits, plan, workstream),
    tickField({ name: at.drop, label: FORM_WORDS.drop, hint: FORM_WORDS.dropHint }),
  ];
}

export function waitParts(name: string, plan: Plan, workstream: Workstream): readonly FieldPart[] {
  const frame = waitsFrame(name, plan, workstream, LIMITS.optionLabel.most);
  return frame === null ? [] : [choicesField(frame)];
}

/** Gates that one modal has room for beside what is told. */
export const GATES_TOGETHER = 4;

/** Null: no phase from there on has one; the first has the plan's own approval before it. */
export function gatesForm(form: FormOf<'edit-gates'>, { plan }: Proposal): Modal | null {
  const first = Math.max(1, form.position);
  const phases = plan.phases.slice(first, first + GATES_TOGETHER);
  if (phases.length === 0) return null;
  return modal({
    form,
    title: gatesTitle(first + 1, first + phases.length),
    short: SHORT_TITLES['edit-plan'],
    parts: phases.map((phase, index) => choiceField(gateFrame(gateField(first + index), plan, phase))),
  });
}
