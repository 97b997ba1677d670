/** What a plan is built with: the request, what was chosen with it, and the names that the library has. */
import { listedItems } from '../engine/listed-items.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import type { PlanContext } from '../patterns/index.ts';
import type { Library } from '../ports/library.ts';

/** `said`: what was said in the thread before, message by message; a request that lists nothing and brings no files may be about it. */
export function planContext(workflow: Workflow, task: string, library: Library, said: readonly string[] = []): PlanContext {
  const { inputs, background } = workflow;
  const listed = listedItems(stripMarks(task));
  return {
    task,
    personas: library.personas().map(({ name }) => name),
    skills: library.skills().map(({ name }) => name),
    templates: library.templates().map(({ name }) => name),
    inputs: inputs.filter(({ id }) => id !== background?.artifact),
    items: listed.length > 0 ? listed : said,
    options: workflow.options,
    level: workflow.complexity?.level ?? null,
  };
}
