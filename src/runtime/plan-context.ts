/** What a plan is built with: the request, what was chosen with it, and the names that the library has. */
import { listedItems } from '../engine/listed-items.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import type { PlanContext } from '../patterns/index.ts';
import type { Library } from '../ports/library.ts';

export function planContext(workflow: Workflow, task: string, library: Library): PlanContext {
  return {
    task,
    personas: library.personas().map(({ name }) => name),
    skills: library.skills().map(({ name }) => name),
    templates: library.templates().map(({ name }) => name),
    inputs: workflow.inputs,
    items: listedItems(stripMarks(task)),
    options: workflow.options,
    level: workflow.complexity?.level ?? null,
  };
}
