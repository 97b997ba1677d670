/** An answer to a decision: refused with a closed reason, or recorded with what follows from it. */
import { type Decision, type DecisionOption, mayAnswer } from './decision.ts';
import type { RefusalReason, WorkflowEvent } from './event.ts';
import type { PersonId, WorkstreamId } from './ids.ts';
import { phaseId } from './ids.ts';
import type { Input } from './input.ts';
import { dependentsOf } from './plan.ts';
import type { Workflow } from './state.ts';
import { cancelAll, windDown } from './stops.ts';

type Answer = Extract<Input, { kind: 'answer' }>;

export function answerDecision(workflow: Workflow, answer: Answer): readonly WorkflowEvent[] {
  const decision = workflow.decisions.get(answer.decision);
  const refusal = decision ? refusalFor(workflow, decision, answer) : ({ kind: 'unknown-decision' } as const);
  if (!decision || refusal) return [{ kind: 'refused', reason: refusal ?? { kind: 'unknown-decision' }, actor: answer.actor }];
  return [
    { kind: 'decision-answered', decision: decision.id, option: answer.option, by: answer.actor, text: answer.text },
    ...consequences(workflow, decision, answer),
  ];
}

function refusalFor(workflow: Workflow, decision: Decision, answer: Answer): RefusalReason | null {
  if (decision.state.kind === 'answered') return { kind: 'already-answered', by: decision.state.by, option: decision.state.option, at: decision.state.at };
  if (workflow.stage.kind === 'ended') return { kind: 'workflow-ended' };
  if (decision.state.kind === 'voided') return { kind: 'superseded' };
  if (!mayAnswer(decision.policy, answer.actor)) return { kind: 'not-allowed', who: decision.policy.kind === 'people' ? decision.policy.people : [] };
  const option = decision.options.find(({ id }) => id === answer.option);
  if (!option) return { kind: 'unknown-option', options: decision.options.map(({ id }) => id) };
  return option.needsText && !hasText(option, answer) ? { kind: 'text-needed' } : null;
}

function hasText(option: DecisionOption, answer: Answer): boolean {
  return option.id === 'supply' ? answer.supplied !== null : answer.text !== null && answer.text.trim() !== '';
}

function consequences(workflow: Workflow, decision: Decision, answer: Answer): readonly WorkflowEvent[] {
  const { question } = decision;
  switch (question.kind) {
    case 'plan-approval':
      return answer.option === 'approve' ? [{ kind: 'execution-started', hash: question.planHash, by: answer.actor }] : cancelAll(workflow, answer.actor);
    case 'run-plan':
      if (answer.option === 'dismiss') return [{ kind: 'ended', outcome: 'dismissed', by: answer.actor }];
      return workflow.proposal ? [{ kind: 'execution-started', hash: question.planHash, by: answer.actor }] : [];
    case 'phase-gate':
      return stopOrGo(workflow, answer);
    case 'failure-menu':
    case 'dependency-menu':
      return menu(workflow, question.workstream, answer);
    case 'call-failed':
      return callFailed(workflow, question, answer);
    case 'budget':
      return answer.option === 'raise' ? [{ kind: 'cap-raised', by: answer.actor, capUsd: question.raiseToUsd }] : stopOrGo(workflow, answer);
    default: {
      const missed: never = question;
      return missed;
    }
  }
}

function menu(workflow: Workflow, workstream: WorkstreamId, answer: Answer): readonly WorkflowEvent[] {
  const by = answer.actor;
  switch (answer.option) {
    case 'retry':
      return [{ kind: 'workstream-requeued', workstream, by, note: null, loop: false }];
    case 'retry-with-context':
      return [{ kind: 'workstream-requeued', workstream, by, note: answer.text, loop: false }];
    case 'loop':
      return [{ kind: 'workstream-requeued', workstream, by, note: answer.text, loop: true }];
    case 'supply':
      return answer.supplied ? [{ kind: 'workstream-supplied', workstream, by, artifact: answer.supplied, opening: answer.text ?? '' }] : [];
    case 'continue':
      return [{ kind: 'gap-accepted', workstream, by }, ...cancelDependents(workflow, workstream, by)];
    case 'cancel-rest':
      return windDown(workflow, by);
    default:
      return [];
  }
}

function cancelDependents(workflow: Workflow, workstream: WorkstreamId, by: PersonId): readonly WorkflowEvent[] {
  const plan = workflow.proposal?.plan;
  if (!plan) return [];
  return dependentsOf(plan, workstream)
    .filter((id) => ['pending', 'blocked'].includes(workflow.workstreams.get(id)?.status.kind ?? ''))
    .map((id) => ({ kind: 'workstream-cancelled', workstream: id, by }));
}

function callFailed(workflow: Workflow, question: Extract<Decision['question'], { kind: 'call-failed' }>, answer: Answer): readonly WorkflowEvent[] {
  switch (answer.option) {
    case 'continue':
      return question.phase === null ? [] : [{ kind: 'handoff-waived', phase: phaseId(question.phase) }];
    case 'finish':
      return [{ kind: 'ended', outcome: 'partial', by: answer.actor }];
    case 'cancel':
      return cancelAll(workflow, answer.actor);
    default:
      return [];
  }
}

/** `finish` integrates what there is; when even that does not fit, it ends with the results as they are. */
function stopOrGo(workflow: Workflow, answer: Answer): readonly WorkflowEvent[] {
  switch (answer.option) {
    case 'finish':
      return workflow.stage.kind === 'synthesising' ? [{ kind: 'ended', outcome: 'partial', by: answer.actor }] : windDown(workflow, answer.actor);
    case 'stop':
      return cancelAll(workflow, answer.actor);
    default:
      return [];
  }
}
