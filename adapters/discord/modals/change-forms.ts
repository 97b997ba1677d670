/** Changing a run at work. What has begun is not offered, and of a workstream that is still to come a part at a time. */
import { changeTitle, FORM_WORDS, SHORT_TITLES } from '../../../src/cards/form-words.ts';
import { phaseName, phaseTitle, ref } from '../../../src/cards/naming.ts';
import { MODEL_NAMES } from '../../../src/engine/model-table.ts';
import type { Phase, Workstream } from '../../../src/engine/plan.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import { CHANGE_FIELDS as AT } from '../../../src/forms/read-change.ts';
import { choiceField, type FieldPart, tickField } from './fields.ts';
import type { FormOf } from './form.ts';
import { personaField, skillsField } from './library-fields.ts';
import { type Modal, modal } from './modal.ts';
import { agentField, taskField, waitsField } from './work-fields.ts';

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
  const models = MODEL_NAMES.map((name) => ({ value: name, label: name }));
  return [
    taskField(AT.task, task),
    agentField(AT.agent, agent),
    choiceField({ name: AT.model, label: FORM_WORDS.model, hint: FORM_WORDS.emptyAsItIs, optional: true, choices: models, chosen: model }),
    tickField({ name: AT.skip, label: FORM_WORDS.skip, hint: FORM_WORDS.skipHint }),
  ];
}

function crewParts({ plan }: Pick<Proposal, 'plan'>, workstream: Workstream, names: LibraryNames): readonly FieldPart[] {
  return [
    ...personaField({ name: AT.persona, orNone: false, names, chosen: workstream.persona }),
    ...skillsField({ name: AT.skills, names, chosen: workstream.skills }),
    ...waitsField(AT.waits, plan, workstream),
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
