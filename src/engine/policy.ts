/** Who may answer and override, from the settings in force when the workflow was requested. */
import { type AnswerRule, namesSomebody, RULE_SETTINGS } from './answer-rule.ts';
import { type Actor, type AnswerPolicy, type Deadline, mayAnswer, type Question, type Voter } from './decision.ts';
import { groupId, type PersonId, personId } from './ids.ts';
import type { Settings } from './settings.ts';
import type { Workflow } from './state.ts';

const HOUR_MS = 3_600_000;

/** What of a workflow its policies are made from: there before the workflow is. */
type Asking = Pick<Workflow, 'settings' | 'requester'>;

/** What of a question its policy is made from. */
type AskedAbout = { readonly kind: Exclude<Question['kind'], 'override-approval'> } | Pick<Extract<Question, { kind: 'override-approval' }>, 'kind' | 'by'>;

/** For questions: whom the rule for this kind names, else the requester and the approvers; anyone in the channel when nobody is set. */
export function policyOf(asking: Asking, question: AskedAbout): AnswerPolicy {
  const { settings, requester } = asking;
  const rule = settings[RULE_SETTINGS[question.kind]];
  const ownCounts = rule.requester ?? settings.requester_may_approve;
  const author = question.kind === 'override-approval' && !ownCounts && question.by !== requester ? question.by : null;
  return {
    who: namesSomebody(rule) ? votersOf(rule, requester) : overridePolicy(asking).who,
    except: ownCounts ? null : requester,
    ...(author === null ? {} : { author }),
    needed: rule.needed ?? settings.approvals_needed,
  };
}

/** For overrides: the requester and the approvers, whatever the rules for questions; one is enough. */
export function overridePolicy({ settings: { approvers, approver_groups }, requester }: Asking): AnswerPolicy {
  const anyone = approvers.length === 0 && approver_groups.length === 0;
  return { who: votersOf({ anyone, people: approvers, groups: approver_groups, requester: true }, requester), except: null, needed: 1 };
}

/** Whether a requester's own yes goes ahead: then it may be given with the request. */
export function isOwnYesEnough(policy: AnswerPolicy, requester: Actor): boolean {
  return policy.needed === 1 && mayAnswer(policy, requester);
}

function votersOf({ anyone, people, groups, requester: own }: Omit<AnswerRule, 'needed'>, requester: PersonId): readonly Voter[] {
  if (anyone) return [{ kind: 'anyone' }];
  const named = [...new Set([...(own === true ? [requester] : []), ...people.map(personId)])];
  return [...named.map((person) => ({ kind: 'person', person }) as const), ...groups.map((group) => ({ kind: 'group', group: groupId(group) }) as const)];
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
