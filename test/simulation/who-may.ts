/**
 * Who may answer and who may override, worked out a second time from the settings alone: the rules must not believe
 * the policy that the engine wrote into its questions.
 */
import type { AnswerRule } from '../../src/engine/answer-rule.ts';
import type { Actor, Decision, OptionId } from '../../src/engine/decision.ts';
import type { PersonId } from '../../src/engine/ids.ts';
import type { Settings } from '../../src/engine/settings.ts';
import type { Workflow } from '../../src/engine/state.ts';

/** `escalatedTo`: whom the question was passed on to. */
export function wouldBeHeard(
  workflow: Workflow,
  actor: Actor,
  { decision, option, escalatedTo }: { decision: Decision; option: OptionId; escalatedTo: ReadonlySet<PersonId> },
): boolean {
  // What a composition needs to know is no approval: whoever is in charge may say it, and the requester always.
  if (decision.question.kind === 'missing-inputs') return escalatedTo.has(actor.id) || isInCharge(workflow, actor);
  const rule = ruleFor(workflow.settings, decision);
  const ownCounts = rule.requester ?? workflow.settings.requester_may_approve;
  const wants = decision.question.kind === 'override-approval' ? decision.question.by : null;
  if (!ownCounts && (actor.id === workflow.requester || actor.id === wants)) return false;
  if (takesAnAdmin(workflow.settings, decision, option)) return actor.admin;
  return escalatedTo.has(actor.id) || isNamed(workflow, rule, actor);
}

export function votesNeeded(settings: Settings, decision: Decision): number {
  return ruleFor(settings, decision).needed ?? settings.approvals_needed;
}

function isNamed(workflow: Workflow, rule: AnswerRule, actor: Actor): boolean {
  if (!rule.anyone && rule.people.length + rule.groups.length === 0 && rule.requester !== true) return isInCharge(workflow, actor);
  const asRequester = rule.requester === true && actor.id === workflow.requester;
  return rule.anyone || asRequester || rule.people.includes(actor.id) || rule.groups.some((name) => isMember(actor, name));
}

function ruleFor(settings: Settings, { question: { kind } }: Decision): AnswerRule {
  switch (kind) {
    case 'plan-approval':
    case 'run-plan':
      return settings.plan_policy;
    case 'phase-gate':
      return settings.gate_policy;
    case 'failure-menu':
    case 'call-failed':
      return settings.failure_policy;
    case 'many-failed':
      return settings.many_failed_policy;
    case 'dependency-menu':
      return settings.dependency_policy;
    case 'budget':
    case 'cap-reached':
      return settings.budget_policy;
    case 'override-approval':
      return settings.override_policy;
    case 'stale-rerun':
      return settings.rerun_policy;
    case 'casting-vote':
      return settings.casting_policy;
    case 'growth-approval':
      return settings.override_policy;
    case 'missing-inputs':
      return settings.plan_policy;
    default: {
      const missed: never = kind;
      return missed;
    }
  }
}

/** A raise beyond a ceiling; a day's budget is its own ceiling where none is set. */
export function takesAnAdmin(settings: Settings, { question }: Decision, option: OptionId): boolean {
  if (option !== 'raise') return false;
  if (question.kind === 'budget') return question.raiseToUsd > (settings.workflow_ceiling_usd ?? Number.POSITIVE_INFINITY);
  if (question.kind !== 'cap-reached') return false;
  const { scope, unit } = question.cap;
  const ceiling =
    scope === 'workflow' ? settings[`workflow_ceiling_${unit}`] : (settings[`${scope}_day_ceiling_${unit}`] ?? settings[`${scope}_day_budget_${unit}`]);
  return question.raiseTo > (ceiling ?? Number.POSITIVE_INFINITY);
}

export function isInCharge({ settings, requester }: Workflow, actor: Actor): boolean {
  const nobodyIsNamed = settings.approvers.length + settings.approver_groups.length === 0;
  return nobodyIsNamed || actor.id === requester || settings.approvers.includes(actor.id) || settings.approver_groups.some((name) => isMember(actor, name));
}

function isMember(actor: Actor, name: string): boolean {
  return actor.groups.some((group) => group === name);
}
