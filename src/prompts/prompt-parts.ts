/** The parts that every prompt is built from, in the order that the source documents give them. */
import { stripMarks } from '../engine/rehearsal-marks.ts';

export interface PromptParts {
  readonly role: string;
  readonly task: string;
  readonly constraints: readonly string[];
  /** Blocks with headings of their own: context, notes, earlier tries. Empty ones are left out. */
  readonly input: readonly string[];
  readonly format: string;
  /** How the answer is handed over: the tag, or the form. */
  readonly handover: string;
}

/** What a call is asked with. `system` is the same for all calls of a kind; `prompt` carries what differs. */
export interface Prompt {
  readonly system: string;
  readonly prompt: string;
}

export function assembled(parts: PromptParts): string {
  return [
    section('Role', parts.role),
    section('Task', parts.task),
    section('Constraints', parts.constraints.map((line) => `- ${line}`).join('\n')),
    ...parts.input,
    section('Output format', parts.format),
    section('Output interface', parts.handover),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A title on a line of its own: with a line break in it, it could pass for a part of the prompt. */
export function oneLine(title: string): string {
  return stripMarks(title).replace(/\s+/gu, ' ').trim();
}

export function section(heading: string, text: string): string {
  return text.trim() === '' ? '' : `## ${heading}\n${text.trim()}`;
}
