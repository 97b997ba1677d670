/** Results that others produced, each under the phase that it comes from, as in the source's `## Context from Phase 1`. */
import type { WorkstreamId } from '../engine/ids.ts';
import { phaseOf } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import type { Dependency } from './materials.ts';
import { oneLine } from './prompt-parts.ts';

/** About 40,000 tokens. Models write less than this; only a result that a person supplied can be longer. */
const MAX_RESULT_CHARACTERS = 150_000;

export function contextBlocks(workflow: Workflow, dependencies: readonly Dependency[]): readonly string[] {
  const headings = [...new Set(dependencies.map((dependency) => headingOf(workflow, dependency)))];
  return headings.map((heading) => {
    const results = dependencies.filter((dependency) => headingOf(workflow, dependency) === heading);
    return [`## Context from ${heading}`, ...results.map((result) => `### [${result.id}] ${oneLine(result.title)}\n${fencedResult(result)}`)].join('\n\n');
  });
}

export function fencedResult(result: Dependency): string {
  const left = result.text.length - MAX_RESULT_CHARACTERS;
  const shown = fenced(result.name, left > 0 ? result.text.slice(0, MAX_RESULT_CHARACTERS) : result.text);
  return left > 0
    ? `${shown}\nThe last ${left} characters of ${result.name} are not shown here. Where there is a tool read_artifact, read them from offset ${MAX_RESULT_CHARACTERS}; else say that they were not seen.`
    : shown;
}

/** `Phase 2` in plan order; null when the plan has no such workstream. */
function phaseNumber(workflow: Workflow, workstream: WorkstreamId): number | null {
  const plan = workflow.proposal?.plan;
  const phase = plan ? phaseOf(plan, workstream) : undefined;
  return plan && phase ? plan.phases.indexOf(phase) + 1 : null;
}

function headingOf(workflow: Workflow, dependency: Dependency): string {
  const number = phaseNumber(workflow, dependency.id);
  return number === null ? dependency.phase : `Phase ${number}`;
}
