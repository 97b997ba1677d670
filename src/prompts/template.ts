/** The library's template for a task: its parts join those of the prompt, and its placeholders take the workstream's own words. */
import { givenHere } from '../engine/given-here.ts';
import type { Workstream } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { TemplateParts } from './materials.ts';
import { oneLine } from './prompt-parts.ts';
import { underHeading } from './under-heading.ts';

export interface Shaped {
  readonly role: string | null;
  readonly task: string;
  readonly constraints: readonly string[];
  readonly format: string | null;
  /** Null where it does not keep to the tag that the program reads. */
  readonly handover: string | null;
}

/** The task alone, without a template. */
export function shapedTask(workstream: Workstream, template: TemplateParts | null): Shaped {
  const own = `${oneLine(workstream.title)}\n\n${stripMarks(workstream.task)}`;
  if (template === null) return { role: null, task: own, constraints: [], format: null, handover: null };
  const task = underHeading(filled(template.task, workstream));
  return {
    role: underHeading(filled(template.role, workstream)),
    task: hasTask(template.task) ? `${oneLine(workstream.title)}\n\n${task}` : `${own}\n\n${task}`,
    constraints: lines(filled(template.constraints, workstream)),
    format: underHeading(filled(template.outputFormat, workstream)),
    handover: keepsTag(template.outputInterface) ? underHeading(filled(template.outputInterface, workstream)) : null,
  };
}

const TASK = /\{\{\s*task\s*\}\}/giu;
const OTHER = /\{\{\s*((?!task\s*\}\})[\w-]+)\s*\}\}/giu;
const LINE_OF_ITS_OWN = /^[ \t]*[-*] [^\r\n\u2028\u2029{]*\{\{\s*(?!task\s*\}\})([\w-]+)\s*\}\}\.?$\n?/gimu;

/** `<result>` with a `</result>` somewhere after it. */
function keepsTag(text: string): boolean {
  const start = text.indexOf('<result>');
  return start >= 0 && text.includes('</result>', start);
}

function hasTask(text: string): boolean {
  return text.search(TASK) >= 0;
}

/**
 * What a template asks for by name stands below, where people gave it, or in the task, the files or the results that the
 * agent gets. A line of its own that nobody gave anything for is left out.
 */
function filled(text: string, workstream: Workstream): string {
  const given = new Set((workstream.given ?? []).map(({ name }) => inputName(name)));
  // The task goes in last: what it says itself is nobody's placeholder.
  return text
    .replace(LINE_OF_ITS_OWN, (whole, name: string) => (given.has(inputName(name)) ? whole : ''))
    .replace(OTHER, (_, name: string) => givenHere(name))
    .replace(TASK, () => stripMarks(workstream.task));
}

/** `source-files` and `source_files` are the same input. */
export function inputName(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

function lines(constraints: string): readonly string[] {
  return constraints
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*]|\d+\.)\s+/u, '').trim())
    .filter((line) => line !== '');
}
