/** The input that a workstream gets, whatever its output is: the handoff before it, what it builds on, people's notes. */
import { phaseOf, type Workstream } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { contextBlocks } from './context-blocks.ts';
import { handedOver } from './handed-over.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';

export function workContext(workflow: Workflow, workstream: Workstream, materials: Materials): readonly string[] {
  const plan = workflow.proposal?.plan;
  const phase = plan ? phaseOf(plan, workstream.id) : undefined;
  // The runtime may hand over more than is needed; a workstream sees what it depends on and no other worker's text.
  const needed = materials.dependencies.filter((dependency) => workstream.dependsOn.includes(dependency.id));
  return [phase ? handedOver(workflow, phase.id) : '', ...contextBlocks(workflow, needed), peopleNotes(workflow, workstream.id)];
}

export function filesLine(files: readonly string[]): readonly string[] {
  return files.length === 0
    ? []
    : [`Files that came with the request, attached before this text: ${files.map((name) => `"${name.replace(/["\r\n]+/gu, ' ')}"`).join(', ')}.`];
}
