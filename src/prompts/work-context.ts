/** The input that a workstream gets, whatever its output is: the handoff before it, what it builds on, people's notes. */
import { phaseOf, type Workstream } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { contextBlocks } from './context-blocks.ts';
import { fenced } from './fence.ts';
import { givenTexts } from './given-texts.ts';
import { handedOver } from './handed-over.ts';
import type { Materials } from './materials.ts';
import { peopleNotes } from './notes.ts';
import { section } from './prompt-parts.ts';

export function workContext(workflow: Workflow, workstream: Workstream, materials: Materials): readonly string[] {
  const plan = workflow.proposal?.plan;
  const phase = plan ? phaseOf(plan, workstream.id) : undefined;
  // The runtime may hand over more than is needed; a workstream sees what it depends on and no other worker's text.
  const needed = materials.dependencies.filter((dependency) => workstream.dependsOn.includes(dependency.id));
  return [
    givenTexts(workstream),
    itemsBlock(materials.items),
    phase ? handedOver(workflow, phase.id) : '',
    ...contextBlocks(workflow, needed),
    peopleNotes(workflow, workstream.id),
  ];
}

function itemsBlock(items: readonly string[]): string {
  return items.length === 0
    ? ''
    : section(`Your share: ${items.length} of the items of the request`, fenced('items', items.map((item) => `- ${item}`).join('\n')));
}

export function filesLine(files: readonly string[]): readonly string[] {
  return files.length === 0 ? [] : [`Files that came with the request, attached before this text: ${quoted(files)}.`];
}

export function atHandLine(files: readonly string[], { dependsOn }: Workstream): readonly string[] {
  return files.length === 0
    ? []
    : [
        `Files that came with the request and are not attached: ${quoted(files)}. ${dependsOn.length === 0 ? 'Your task should say what you need; look up only what is missing there.' : 'The results that you build on have taken from them what was needed; look up only what is missing there.'}`,
      ];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name.replace(/["\r\n]+/gu, ' ')}"`).join(', ');
}
