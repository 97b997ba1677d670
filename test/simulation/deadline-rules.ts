/** Silence reminds, escalates and parks, on time and in this order; it answers nothing. */
import type { DecisionId, PersonId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Rule } from './event-rules.ts';
import { must } from './violation.ts';

const HOUR_MS = 3_600_000;
/** Rounded to whole milliseconds. */
const ROUNDING_MS = 1;
/** What is late by less than a minute moves nothing. */
const LATE_MS = 60_000;

export function deadlineRules(): Rule {
  /** When each open question was asked, or taken up again. */
  const since = new Map<DecisionId, number>();
  /** When each open question was last brought up by itself. */
  const told = new Map<DecisionId, { readonly at: number; readonly hours: number }>();
  /** Nobody is passed over in one breath: from a step to the next it is as long as between the settings, however late the step was. */
  const soon = (decision: DecisionId, hours: number, at: number) => {
    const last = told.get(decision);
    return last !== undefined && last.hours < hours && at - last.at < (hours - last.hours) * HOUR_MS - LATE_MS;
  };
  const early = (workflow: Workflow, decision: DecisionId, hours: number, at: number) =>
    at - (since.get(decision) ?? at) < hours * HOUR_MS - ROUNDING_MS && workflow.decisions.has(decision);
  return ({ was, event, at, is }) => {
    const { settings } = was;
    switch (event.kind) {
      case 'decision-asked':
        since.set(event.decision.id, at);
        return;
      case 'unparked':
        must(was.parked !== null, 'parked-is-true', () => 'it was not parked');
        for (const { id, state } of was.decisions.values()) if (state.kind === 'open') since.set(id, at);
        told.clear();
        return;
      case 'place-lost':
        must(was.away?.reason !== event.reason, 'away-is-true', () => `it was away already: ${event.reason}`);
        return;
      case 'place-back':
        must(was.away !== null, 'away-is-true', () => 'it was not away');
        for (const { id, state } of was.decisions.values()) if (state.kind === 'open') since.set(id, at);
        told.clear();
        return;
      case 'decision-reminded':
        must(was.away === null, 'nobody-is-asked-in-vain', () => `${event.decision} reminded where nobody reads it`);
        must(!early(was, event.decision, settings.remind_after_hours, at), 'patience', () => `${event.decision} reminded too early`);
        told.set(event.decision, { at, hours: settings.remind_after_hours });
        return;
      case 'decision-escalated':
        must(!early(was, event.decision, settings.escalate_after_hours, at), 'patience', () => `${event.decision} escalated too early`);
        must(!soon(event.decision, settings.escalate_after_hours, at), 'patience', () => `${event.decision} escalated too soon after the reminder`);
        told.set(event.decision, { at, hours: settings.escalate_after_hours });
        must(sameNames(event.to, settings.escalate_to), 'escalates-to', () => `${event.to.join(', ')}`);
        return;
      case 'parked':
        must(!early(was, event.decision, settings.park_after_hours, at), 'patience', () => `${event.decision} parked too early`);
        must(!soon(event.decision, settings.park_after_hours, at), 'patience', () => `${event.decision} parked too soon after people were told`);
        must(is.decisions.get(event.decision)?.state.kind === 'open', 'parked-is-true', () => `${event.decision} is not open`);
        return;
      default:
        return;
    }
  };
}

function sameNames(to: readonly PersonId[], names: readonly string[]): boolean {
  return to.length === names.length && names.every((name) => to.some((person) => person === name));
}

/** After every decision at `now`: nobody waits for a parking, a reminder or an escalation that was due. */
export function silenceIsHeard(workflow: Workflow, now: number): void {
  if (workflow.stage.kind === 'ended' || workflow.parked || workflow.away) return;
  for (const { id, state, deadline, reminded, escalatedTo } of workflow.decisions.values()) {
    if (state.kind !== 'open') continue;
    must(deadline.parkAt > now, 'parks-in-time', () => `${id} should have parked the work`);
    must(reminded || deadline.remindAt > now, 'reminds-in-time', () => `${id} should have been reminded of`);
    must(escalatedTo !== null || deadline.escalateAt === null || deadline.escalateAt > now, 'escalates-in-time', () => `${id} should have been passed on`);
  }
}
