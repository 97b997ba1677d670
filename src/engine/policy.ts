/** Who may answer and override, from the settings in force when the workflow was requested. */
import type { AnswerPolicy, Deadline, Voter } from './decision.ts';
import { groupId, personId } from './ids.ts';
import type { Settings } from './settings.ts';
import type { Workflow } from './state.ts';

const HOUR_MS = 3_600_000;

/** For questions: the requester and the approvers; anyone in the channel when neither approvers nor groups are set. */
export function policyOf(workflow: Workflow): AnswerPolicy {
  const { settings, requester } = workflow;
  return { ...overridePolicy(workflow), except: settings.requester_may_approve ? null : requester, needed: settings.approvals_needed };
}

/** For overrides: the same people, and always the requester; one is enough. */
export function overridePolicy(workflow: Workflow): AnswerPolicy {
  const { approvers, approver_groups } = workflow.settings;
  if (approvers.length === 0 && approver_groups.length === 0) return { who: [{ kind: 'anyone' }], except: null, needed: 1 };
  const people = [...new Set([workflow.requester, ...approvers.map(personId)])];
  const voters: readonly Voter[] = [
    ...people.map((person) => ({ kind: 'person', person }) as const),
    ...approver_groups.map((group) => ({ kind: 'group', group: groupId(group) }) as const),
  ];
  return { who: voters, except: null, needed: 1 };
}

/** Counted from when it was asked, or taken up again. Nobody to pass it on to: no escalation. */
export function deadlineFrom(settings: Settings, at: number): Deadline {
  const after = (hours: number): number => at + Math.round(hours * HOUR_MS);
  return {
    remindAt: after(settings.remind_after_hours),
    escalateAt: settings.escalate_to.length === 0 ? null : after(settings.escalate_after_hours),
    parkAt: after(settings.park_after_hours),
  };
}
