/** A paused run: who paused it, and the button that lets it go on. */
import type { Workflow } from '../engine/state.ts';
import type { Action, Block } from './card.ts';
import { alert, person, strong, time } from './spans.ts';

export function pausedLine(workflow: Workflow): Block | null {
  if (!workflow.paused) return null;
  const { by, at } = workflow.paused;
  return alert('info', strong('Paused'), ' by ', person(by), ', ', time(at, workflow.settings.time_zone), '. What runs now finishes; nothing new starts.');
}

export function resumeAction(workflow: Workflow): Action {
  return { label: 'Resume', tone: 'primary', does: { kind: 'override', workflow: workflow.id, change: 'resume', confirm: null } };
}
