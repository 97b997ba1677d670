/**
 * Who may answer and who may override, worked out a second time from the settings alone: the rules must not believe
 * the policy that the engine wrote into its questions.
 */
import type { Actor } from '../../src/engine/decision.ts';
import type { PersonId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';

export function wouldBeHeard(workflow: Workflow, actor: Actor, escalatedTo: ReadonlySet<PersonId>): boolean {
  if (actor.id === workflow.requester && !workflow.settings.requester_may_approve) return false;
  return escalatedTo.has(actor.id) || isInCharge(workflow, actor);
}

export function isInCharge({ settings, requester }: Workflow, actor: Actor): boolean {
  const nobodyIsNamed = settings.approvers.length + settings.approver_groups.length === 0;
  return nobodyIsNamed || actor.id === requester || settings.approvers.includes(actor.id) || settings.approver_groups.some((name) => isMember(actor, name));
}

function isMember(actor: Actor, name: string): boolean {
  return actor.groups.some((group) => group === name);
}
