/** The plan editor: every workstream with what can be changed of it before the start. What was not changed is not sent on as an edit. */
import type { types } from '@slack/bolt';
import { opening } from '../../../src/cards/excerpt.ts';
import {
  AGENT_WORDS,
  FORM_WORDS,
  GATE_WORDS,
  LOOP_WORDS,
  leftOutOfForm,
  loopHint,
  PLAN_EDITOR_INTRO,
  planEditorTitle,
  SHORT_TITLES,
} from '../../../src/cards/form-words.ts';
import { phaseName, phaseTitle, ref } from '../../../src/cards/naming.ts';
import { AGENT_TYPES, type Phase, type Plan, type Workstream } from '../../../src/engine/plan.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import { LIMITS } from '../limits.ts';
import { type Blocks, choiceField, choicesField, headed, textField, tickField, told } from './fields.ts';
import { type LibraryNames, personaField, skillsField } from './library-names.ts';
import { gateField, workFields } from './plan-fields.ts';
import { modal } from './view.ts';

export function planEditor(workflow: Workflow, { plan, hash }: Proposal, names: LibraryNames): types.ModalView {
  const head = told(PLAN_EDITOR_INTRO);
  const gates = plan.phases.slice(1).flatMap((phase, index) => gate(plan, phase, index + 1));
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
    ...textField({ name: at.task, label: FORM_WORDS.task, value: task, multiline: true }),
    ...choiceField({ name: at.agent, label: FORM_WORDS.agent, choices: AGENT_CHOICES, chosen: agent }),
    ...personaField({ name: at.persona, label: FORM_WORDS.persona, orNone: true, personas: names.personas, chosen: persona }),
    ...skillsField({ name: at.skills, label: FORM_WORDS.skills, skills: names.skills, chosen: skills }),
    ...loopBlocks(at.loop, workstream),
    ...waitBlocks(at.waits, plan, workstream),
    ...tickField({ name: at.drop, label: FORM_WORDS.drop, hint: FORM_WORDS.dropHint }),
  ];
}

/** In the order of what they may do. */
export const AGENT_CHOICES = AGENT_TYPES.map((type) => ({ value: type, label: AGENT_WORDS[type] }));

function loopBlocks(name: string, { output, loop = false, successCheck }: Workstream): Blocks {
  if (output !== 'text') return [];
  const choices = [
    { value: 'once', label: LOOP_WORDS.once },
    { value: 'loop', label: LOOP_WORDS.loop },
  ];
  return choiceField({ name, label: FORM_WORDS.runs, hint: loopHint(successCheck), choices, chosen: loop ? 'loop' : 'once' });
}

export function waitBlocks(name: string, plan: Plan, { id, dependsOn }: Workstream): Blocks {
  const others = plan.workstreams.filter((other) => other.id !== id);
  if (others.length === 0) return [];
  const choices = others.map((other) => ({ value: other.id, label: opening(`${ref(other.id)} ${other.title}`, LIMITS.optionText.most).text }));
  return choicesField({ name, label: FORM_WORDS.waitsFor, hint: FORM_WORDS.waitsForHint, choices, chosen: dependsOn });
}

/** The first phase has the plan's own approval before it. */
function gate(plan: Plan, phase: Phase, position: number): Blocks {
  const title = phaseTitle(phase);
  const choices = [
    { value: 'none', label: GATE_WORDS.none },
    { value: 'approve', label: GATE_WORDS.approve },
  ];
  const label = `${phaseName(plan, phase.id)}${title === null ? '' : `: ${title}`}`;
  return choiceField({ name: gateField(position), label, choices, chosen: phase.gate });
}
