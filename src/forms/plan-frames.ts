/** The fields of plans that every surface's forms have. */
import { opening } from '../cards/excerpt.ts';
import { AGENT_WORDS, FORM_WORDS, GATE_WORDS, LOOP_WORDS, loopHint } from '../cards/form-words.ts';
import { phaseName, phaseTitle, ref } from '../cards/naming.ts';
import { MODEL_NAMES } from '../engine/model-table.ts';
import { AGENT_TYPES, type AgentType, type Phase, type Plan, type Workstream } from '../engine/plan.ts';
import type { ChoiceFrame, ChoicesFrame, TextFrame } from './frames.ts';

export function taskFrame(name: string, task: string): TextFrame {
  return { name, label: FORM_WORDS.task, value: task, multiline: true };
}

/** In the order of what they may do. */
export function agentFrame(name: string, chosen: AgentType): ChoiceFrame {
  return { name, label: FORM_WORDS.agent, choices: AGENT_TYPES.map((type) => ({ value: type, label: AGENT_WORDS[type] })), chosen };
}

export function modelFrame(name: string, chosen: string | null): ChoiceFrame {
  const choices = MODEL_NAMES.map((model) => ({ value: model, label: model }));
  return { name, label: FORM_WORDS.model, hint: FORM_WORDS.emptyAsItIs, optional: true, choices, chosen };
}

/** Null: what it makes is read by a program, and nothing is looked over. */
export function loopFrame(name: string, { output, loop = false, successCheck }: Pick<Workstream, 'output' | 'loop' | 'successCheck'>): ChoiceFrame | null {
  if (output !== 'text') return null;
  const choices = [
    { value: 'once', label: LOOP_WORDS.once },
    { value: 'loop', label: LOOP_WORDS.loop },
  ];
  return { name, label: FORM_WORDS.runs, hint: loopHint(successCheck), choices, chosen: loop ? 'loop' : 'once' };
}

/** Null: there is nothing that it could wait for. `most`: characters of a line of the list. */
export function waitsFrame(name: string, plan: Plan, { id, dependsOn }: Workstream, most: number): ChoicesFrame | null {
  const others = plan.workstreams.filter((other) => other.id !== id);
  if (others.length === 0) return null;
  const choices = others.map((other) => ({ value: other.id, label: workLabel(other, most) }));
  return { name, label: FORM_WORDS.waitsFor, hint: FORM_WORDS.waitsForHint, choices, chosen: dependsOn };
}

/** One line of a list; whole it stands on the plan. */
export function workLabel({ id, title }: Workstream, most: number): string {
  return opening(`${ref(id)} ${title}`, most).text;
}

export function gateFrame(name: string, plan: Plan, phase: Phase): ChoiceFrame {
  const title = phaseTitle(phase);
  const choices = [
    { value: 'none', label: GATE_WORDS.none },
    { value: 'approve', label: GATE_WORDS.approve },
  ];
  return { name, label: `${phaseName(plan, phase.id)}${title === null ? '' : `: ${title}`}`, choices, chosen: phase.gate };
}
