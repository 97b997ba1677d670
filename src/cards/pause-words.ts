/** A paused or parked run: why it rests, and the button that lets it go on. */
import type { Workflow } from '../engine/state.ts';
import type { Action, Block } from './card.ts';
import { alert, person, strong, time } from './spans.ts';

export function pausedLine(workflow: Workflow): Block | null {
  if (!workflow.paused) return null;
  const { by, at } = workflow.paused;
  return alert('info', strong('Paused'), ' by ', person(by), ', ', time(at, workflow.settings.time_zone), '. What runs now finishes; nothing new starts.');
}

/** Parked: nobody answered in time. The button stands with the notice of it. */
export function parkedLine(workflow: Workflow): Block | null {
  if (!workflow.parked) return null;
  return alert('info', strong('Parked'), ' since ', time(workflow.parked.at, workflow.settings.time_zone), ': nobody answered in time.');
}

export function resumeAction(workflow: Workflow): Action {
  return { label: 'Resume', tone: 'primary', does: { kind: 'override', workflow: workflow.id, change: 'resume', confirm: null } };
}
