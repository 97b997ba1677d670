/** The plan editor: every workstream with what can be changed of it before the start. What was not changed is not sent on as an edit. */
import type { types } from '@slack/bolt';
import { FORM_WORDS, leftOutOfForm, PLAN_EDITOR_INTRO, planEditorTitle, SHORT_TITLES } from '../../../src/cards/form-words.ts';
import { ref } from '../../../src/cards/naming.ts';
import type { Plan, Workstream } from '../../../src/engine/plan.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import { gateField, workFields } from '../../../src/forms/plan-fields.ts';
import { agentFrame, gateFrame, loopFrame, taskFrame, waitsFrame } from '../../../src/forms/plan-frames.ts';
import { LIMITS } from '../limits.ts';
import { type Blocks, choiceField, choicesField, headed, textField, tickField, told } from './fields.ts';
import { personaField, skillsField } from './library-fields.ts';
import { modal } from './view.ts';

export function planEditor(workflow: Workflow, { plan, hash }: Proposal, names: LibraryNames): types.ModalView {
  const head = told(PLAN_EDITOR_INTRO);
  // The first phase has the plan's own approval before it.
  const gates = plan.phases.slice(1).flatMap((phase, index) => choiceField(gateFrame(gateField(index + 1), plan, phase)));
  const parts = plan.workstreams.map((workstream, index) => ({ workstream, blocks: workstreamBlocks(plan, workstream, index, names) }));
  const room = LIMITS.blocksPerView.most - head.length - gates.length - 1;
  const shown = fitting(parts, room);
  const left = parts.slice(shown.length).map(({ workstream }) => ref(workstream.id));
  return modal({
    form: { v: 1, kind: 'edit-plan', workflow: workflow.id, hash },
    title: planEditorTitle(workflow.number),
    short: SHORT_TITLES['edit-plan'],
    submit: FORM_WORDS.save,
    close: FORM_WORDS.leave,
    blocks: [...head, ...shown.flatMap(({ blocks }) => blocks), ...gates, ...(left.length === 0 ? [] : told(leftOutOfForm(left)))],
  });
}

/** A plan has at most seven workstreams, which fit; more would be named as left out. */
function fitting<Part extends { readonly blocks: Blocks }>(parts: readonly Part[], room: number): readonly Part[] {
  let used = 0;
  const end = parts.findIndex(({ blocks }) => {
    used += blocks.length;
    return used > room;
  });
  return end === -1 ? parts : parts.slice(0, end);
}

function workstreamBlocks(plan: Plan, workstream: Workstream, index: number, names: LibraryNames): Blocks {
  const { id, title, task, agent, persona, skills } = workstream;
  const at = workFields(index);
  return [
    ...headed(`${ref(id)} ${title}`),
    ...textField({ name: at.title, label: FORM_WORDS.title, value: title, multiline: false }),
    ...textField(taskFrame(at.task, task)),
    ...choiceField(agentFrame(at.agent, agent)),
    ...personaField({ name: at.persona, label: FORM_WORDS.persona, orNone: true, personas: names.personas, chosen: persona }),
    ...skillsField({ name: at.skills, label: FORM_WORDS.skills, skills: names.skills, chosen: skills }),
    ...loopBlocks(at.loop, workstream),
    ...waitBlocks(at.waits, plan, workstream),
    ...tickField({ name: at.drop, label: FORM_WORDS.drop, hint: FORM_WORDS.dropHint }),
  ];
}

function loopBlocks(name: string, workstream: Workstream): Blocks {
  const frame = loopFrame(name, workstream);
  return frame === null ? [] : choiceField(frame);
}

export function waitBlocks(name: string, plan: Plan, workstream: Workstream): Blocks {
  const frame = waitsFrame(name, plan, workstream, LIMITS.optionText.most);
  return frame === null ? [] : choicesField(frame);
}
