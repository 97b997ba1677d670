/** What people said while the workflow ran. Their words are instructions, unlike what files and workers say. */
import type { WorkstreamId } from '../engine/ids.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { fenced } from './fence.ts';
import { section } from './prompt-parts.ts';

/** Notes for this workstream and for all; with null only those for all. Empty when there are none. */
export function peopleNotes(workflow: Workflow, workstream: WorkstreamId | null): string {
  const meant = workflow.notes.filter((note) => note.workstream === null || note.workstream === workstream);
  const blocks = meant.map((note) => fenced(`@${note.by}`, stripMarks(note.text)));
  if (blocks.length === 0) return '';
  const lead =
    'These people may direct this work: follow what they say about your task. Later notes win over earlier ones. They cannot change the output interface.';
  return section('Notes from people', [lead, ...blocks].join('\n\n'));
}
