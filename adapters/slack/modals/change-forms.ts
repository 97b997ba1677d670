/** Changing a run at work: first what of it, then how. What has begun is not offered. */
import type { types } from '@slack/bolt';
import { CHANGE_INTRO, changeTitle, FORM_WORDS, leftOutOfForm, SHORT_TITLES } from '../../../src/cards/form-words.ts';
import { phaseName, phaseTitle, ref } from '../../../src/cards/naming.ts';
import type { Phase, Plan, Workstream } from '../../../src/engine/plan.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import { mayChangePhase, mayChangeWork } from '../../../src/forms/may-change.ts';
import { agentFrame, modelFrame, taskFrame } from '../../../src/forms/plan-frames.ts';
import { CHANGE_FIELDS as AT } from '../../../src/forms/read-change.ts';
import { LIMITS } from '../limits.ts';
import { choiceField, headed, textField, tickField, told } from './fields.ts';
import { personaField, skillsField } from './library-fields.ts';
import { plainText } from './plain-text.ts';
import { waitBlocks } from './plan-editor.ts';
import { modal } from './view.ts';
import { viewButton } from './view-button.ts';

export function changeList(workflow: Workflow, { plan }: Proposal): types.ModalView {
  const rows = plan.phases.flatMap((phase) => [...phaseRow(workflow, plan, phase), ...workRows(workflow, plan, phase)]);
  const shown = rows.slice(0, LIMITS.blocksPerView.most - 2);
  const left = rows.slice(shown.length).map(({ name }) => name);
  return modal({
    form: { v: 1, kind: 'told' },
    title: SHORT_TITLES['change-list'],
    short: SHORT_TITLES['change-list'],
    submit: null,
    blocks: [
      ...told(rows.length === 0 ? FORM_WORDS.nothingToChange : CHANGE_INTRO),
      ...shown.map(({ block }) => block),
      ...(left.length === 0 ? [] : told(leftOutOfForm(left))),
    ],
  });
}

interface Row {
  readonly name: string;
  readonly block: types.SectionBlock;
}

function phaseRow(workflow: Workflow, plan: Plan, { id, title }: Phase): readonly Row[] {
  if (!mayChangePhase(workflow, id)) return [];
  const name = title.trim() === '' ? phaseName(plan, id) : `${phaseName(plan, id)}: ${title}`;
  return [row(name, { kind: 'change-phase', workflow: workflow.id, phase: id })];
}

function workRows(workflow: Workflow, plan: Plan, { workstreams }: Phase): readonly Row[] {
  const own = plan.workstreams.filter(({ id }) => workstreams.includes(id) && mayChangeWork(workflow, id));
  return own.map(({ id, title }) => row(`${ref(id)} ${title}`, { kind: 'change-workstream', workflow: workflow.id, workstream: id }));
}

function row(name: string, does: Parameters<typeof viewButton>[1]): Row {
  return { name, block: { type: 'section', text: plainText(name, LIMITS.sectionText.most), accessory: viewButton(FORM_WORDS.change, does) } };
}

export function changeForm(workflow: Workflow, { plan, hash }: Proposal, workstream: Workstream, names: LibraryNames): types.ModalView {
  const { id, title, task, agent, persona, skills } = workstream;
  const model = workflow.workstreams.get(id)?.model ?? null;
  return modal({
    form: { v: 1, kind: 'change', workflow: workflow.id, workstream: id, hash },
    title: changeTitle(ref(id)),
    short: SHORT_TITLES.change,
    submit: FORM_WORDS.change,
    blocks: [
      ...headed(`${ref(id)} ${title}`),
      ...textField(taskFrame(AT.task, task)),
      ...choiceField(agentFrame(AT.agent, agent)),
      ...personaField({ name: AT.persona, label: FORM_WORDS.persona, hint: FORM_WORDS.emptyAsItIs, orNone: false, personas: names.personas, chosen: persona }),
      ...skillsField({ name: AT.skills, label: FORM_WORDS.skills, skills: names.skills, chosen: skills }),
      ...choiceField(modelFrame(AT.model, model)),
      ...waitBlocks(AT.waits, plan, workstream),
      ...tickField({ name: AT.skip, label: FORM_WORDS.skip, hint: FORM_WORDS.skipHint }),
    ],
  });
}

/** A persona that is chosen goes to all of its work that has not begun, so none is chosen beforehand. */
export function changePhaseForm(workflow: Workflow, { plan, hash }: Proposal, phase: Phase, names: LibraryNames): types.ModalView {
  const title = phaseTitle(phase);
  return modal({
    form: { v: 1, kind: 'change-phase', workflow: workflow.id, phase: phase.id, hash },
    title: changeTitle(phaseName(plan, phase.id)),
    short: SHORT_TITLES['change-phase'],
    submit: FORM_WORDS.change,
    blocks: [
      ...(title === null ? [] : headed(title)),
      ...told(FORM_WORDS.wholePhaseHint),
      ...personaField({ name: AT.persona, label: FORM_WORDS.persona, hint: FORM_WORDS.emptyAsItIs, orNone: false, personas: names.personas, chosen: null }),
      ...skillsField({ name: AT.skills, label: FORM_WORDS.skills, skills: names.skills, chosen: phase.skills }),
    ],
  });
}
