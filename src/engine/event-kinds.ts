/** The kinds of events that this release knows. A log with another kind was written by a newer one: hands off. */
import type { WorkflowEvent } from './event.ts';

/** Written with every event, so that a later format can tell. */
export const EVENT_VERSION = 1;

const KINDS: Readonly<Record<WorkflowEvent['kind'], true>> = {
  requested: true,
  assessed: true,
  'plan-proposed': true,
  'pattern-chosen': true,
  'inputs-given': true,
  'decision-asked': true,
  'decision-answered': true,
  'decision-voted': true,
  'decision-reminded': true,
  'decision-escalated': true,
  'decision-voided': true,
  parked: true,
  unparked: true,
  'stall-noticed': true,
  'progress-noticed': true,
  'execution-started': true,
  'phase-started': true,
  'phase-finished': true,
  'handoff-recorded': true,
  'handoff-waived': true,
  'attempt-started': true,
  'attempt-succeeded': true,
  'attempt-failed': true,
  'attempt-interrupted': true,
  'attempt-settled': true,
  'workstream-done': true,
  'round-drafted': true,
  'round-checked': true,
  'workstream-taken-up': true,
  'workstream-failed': true,
  'workstream-blocked': true,
  'workstream-unblocked': true,
  'workstream-requeued': true,
  'workstream-skipped': true,
  'workstream-supplied': true,
  'workstream-cancelled': true,
  supervised: true,
  'gap-accepted': true,
  'workstream-changed': true,
  'workstream-reordered': true,
  'phase-changed': true,
  'handoff-corrected': true,
  'stale-kept': true,
  'context-added': true,
  'context-withdrawn': true,
  'place-lost': true,
  'place-back': true,
  'cap-raised': true,
  'budget-raised': true,
  'budget-reached': true,
  'limits-changed': true,
  paused: true,
  resumed: true,
  'wind-down': true,
  'driver-resumed': true,
  'answered-inline': true,
  synthesised: true,
  refused: true,
  ended: true,
};

/** All of them, for tests that prove coverage. */
export const KNOWN_EVENTS: readonly string[] = Object.keys(KINDS);

export function isKnownEvent(kind: string): boolean {
  return Object.hasOwn(KINDS, kind);
}
