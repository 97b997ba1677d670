/** Changing a run at work. What has begun is not offered, and of a workstream that is still to come a part at a time. */
import { changeTitle, FORM_WORDS, SHORT_TITLES } from '../../../src/cards/form-words.ts';
import { phaseName, phaseTitle, ref } from '../../../src/cards/naming.ts';
import type { Phase, Workstream } from '../../../src/engine/plan.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import { agentFrame, modelFrame, taskFrame } from '../../../src/forms/plan-frames.ts';
import { CHANGE_FIELDS as AT } from '../../../src/forms/read-change.ts';
import { choiceField, type FieldPart, textField, tickField } from './fields.ts';
import type { FormOf } from './form.ts';
import { personaField, skillsField } from './library-fields.ts';
import { type Modal, modal } from './modal.ts';
import { waitParts } from './plan-forms.ts';

export function changeForm(form: FormOf<'change-work'>, workflow: Workflow, { plan }: Proposal, workstream: Workstream, names: LibraryNames): Modal {
  return modal({
    form,
    title: `${changeTitle(ref(workstream.id))}`,
    short: SHORT_TITLES.change,
    parts: form.part === 'words' ? wordParts(workflow, workstream) : crewParts({ plan }, workstream, names),
  });
}

function wordParts(workflow: Workflow, { id, task, agent }: Workstream): readonly FieldPart[] {
  const model = workflow.workstreams.get(id)?.model ?? null;
  return [
    textField(taskFrame(AT.task, task)),
    choiceField(agentFrame(AT.agent, agent)),
    choiceField(modelFrame(AT.model, model)),
    tickField({ name: AT.skip, label: FORM_WORDS.skip, hint: FORM_WORDS.skipHint }),
  ];
}

function crewParts({ plan }: Pick<Proposal, 'plan'>, workstream: Workstream, names: LibraryNames): readonly FieldPart[] {
  return [
    ...personaField({ name: AT.persona, orNone: false, names, chosen: workstream.persona }),
    ...skillsField({ name: AT.skills, names, chosen: workstream.skills }),
    ...waitParts(AT.waits, plan, workstream),
  ];
}

/** A persona that is chosen goes to all of its work that has not begun, so none is chosen beforehand. */
export function changePhaseForm(form: FormOf<'change-phase'>, { plan }: Proposal, phase: Phase, names: LibraryNames): Modal {
  const title = phaseTitle(phase);
  return modal({
    form,
    title: changeTitle(phaseName(plan, phase.id)),
    short: SHORT_TITLES['change-phase'],
    told: [...(title === null ? [] : [title]), FORM_WORDS.wholePhaseHint],
    parts: [...personaField({ name: AT.persona, orNone: false, names, chosen: null }), ...skillsField({ name: AT.skills, names, chosen: phase.skills })],
  });
}
