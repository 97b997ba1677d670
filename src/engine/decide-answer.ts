/** An answer to a decision: refused with a closed reason, or recorded with what follows from it. */

import { ceilingPassed } from './budget-question.ts';
import { askAgain } from './casting-vote.ts';
import { changed } from './decide-override.ts';
import { growthAnswered } from './decide-review.ts';
import { type Actor, type Decision, type DecisionOption, goesAhead, isOwn, mayAnswer, type OptionId, type Vote } from './decision.ts';
import type { RefusalReason, WorkflowEvent } from './event.ts';
import type { PersonId, WorkstreamId } from './ids.ts';
import { phaseId } from './ids.ts';
import type { Input } from './input.ts';
import { dependentsOf } from './plan.ts';
import { stillStands } from './questions.ts';
import { phasesToReopen, workToRedo } from './stale-work.ts';
import type { Workflow } from './state.ts';
import { abortHandoffs, abortWork, cancelAll, windDown } from './stops.ts';
import { unpark } from './unpark.ts';

/** An answer that has been accepted. */
type Answer = Pick<Extract<Input, { kind: 'answer' }>, 'option' | 'text' | 'supplied' | 'given'> & { readonly actor: PersonId };

export function answerDecision(workflow: Workflow, input: Extract<Input, { kind: 'answer' }>, now: number): readonly WorkflowEvent[] {
  const actor = input.actor.id;
  const decision = workflow.decisions.get(input.decision);
  const refusal = decision ? refusalFor(workflow, decision, input) : ({ kind: 'unknown-decision' } as const);
  if (!decision || refusal) return [{ kind: 'refused', reason: refusal ?? { kind: 'unknown-decision' }, actor }];
  const others = votesFor(decision, input.option);
  // Beyond a ceiling an admin's word is enough, and nobody else's counts.
  if (!ceilingPassed(workflow, decision.question, input.option) && goesAhead(input.option) && others.length + 1 < decision.policy.needed) {
    const added = input.text === null ? {} : { text: input.text };
    return [...unpark(workflow, actor, now), { kind: 'decision-voted', decision: decision.id, option: input.option, by: actor, ...added }];
  }
  return [
    ...unpark(workflow, actor, now),
    { kind: 'decision-answered', decision: decision.id, option: input.option, by: actor, text: input.text },
    ...(input.option === 'retry' ? [] : addedByOthers(decision.question, others)),
    ...consequences(workflow, decision, { option: input.option, actor, text: input.text, supplied: input.supplied, given: input.given ?? [] }),
  ];
}

function refusalFor(workflow: Workflow, decision: Decision, answer: Extract<Input, { kind: 'answer' }>): RefusalReason | null {
  if (decision.state.kind === 'answered') return { kind: 'already-answered', by: decision.state.by, option: decision.state.option, at: decision.state.at };
  if (workflow.stage.kind === 'ended') return { kind: 'workflow-ended' };
  // What it asked about may have changed in the same moment, before it was voided.
  if (decision.state.kind === 'voided' || !stillStands(workflow, decision.question)) return { kind: 'superseded' };
  const ceiling = ceilingPassed(workflow, decision.question, answer.option);
  if (ceiling && (!answer.actor.admin || isOwn(decision.policy, answer.actor.id))) return ceiling;
  if (!ceiling && !isHeard(decision, answer.actor)) return { kind: 'not-allowed', policy: decision.policy };
  const option = decision.options.find(({ id }) => id === answer.option);
  if (!option) return { kind: 'unknown-option', options: decision.options.map(({ id }) => id) };
  const votes = votesFor(decision, answer.option);
  if (votes.some(({ by }) => by === answer.actor.id))
    return { kind: 'already-voted', option: answer.option, votes: votes.length, needed: decision.policy.needed };
  if (option.needsText && !hasText(decision, option, answer)) return { kind: 'text-needed' };
  return option.choices && !option.choices.includes(answer.text ?? '') ? { kind: 'unknown-choice', choices: option.choices } : null;
}

/** Whoever it was passed on to is heard as well; a requester whose word does not count stays unheard. */
function isHeard({ policy, escalatedTo }: Decision, actor: Actor): boolean {
  return mayAnswer(policy, actor) || (!isOwn(policy, actor.id) && (escalatedTo?.includes(actor.id) ?? false));
}

function votesFor(decision: Decision, option: OptionId): readonly Vote[] {
  return decision.votes.filter((vote) => vote.option === option);
}

function hasText({ question }: Decision, option: DecisionOption, answer: Pick<Answer, 'text' | 'supplied' | 'given'>): boolean {
  if (question.kind === 'missing-inputs') return (answer.given ?? []).length > 0;
  return option.id === 'supply' ? answer.supplied !== null : answer.text !== null && answer.text.trim() !== '';
}

/** Each of those who agreed had a word on how; the last one's comes with what follows. */
function addedByOthers(question: Decision['question'], votes: readonly Vote[]): readonly WorkflowEvent[] {
  const again = question.kind === 'failure-menu' ? [question.workstream] : question.kind === 'many-failed' ? question.failed : [];
  return votes.flatMap(({ by, text }) =>
    text === undefined ? [] : again.map((workstream): WorkflowEvent => ({ kind: 'context-added', by, text, workstream })),
  );
}

function consequences(workflow: Workflow, decision: Decision, answer: Answer): readonly WorkflowEvent[] {
  const { question } = decision;
  switch (question.kind) {
    case 'plan-approval':
      if (isOtherWay(answer.option)) return anotherWay(workflow, answer);
      return answer.option === 'approve' ? [{ kind: 'execution-started', hash: question.planHash, by: answer.actor }] : cancelAll(workflow, answer.actor);
    case 'run-plan':
      if (answer.option === 'dismiss') return [{ kind: 'ended', outcome: 'dismissed', by: answer.actor }];
      if (isOtherWay(answer.option)) return anotherWay(workflow, answer);
      return workflow.proposal ? [{ kind: 'execution-started', hash: question.planHash, by: answer.actor }] : [];
    case 'missing-inputs':
      if (answer.option === 'cancel') return cancelAll(workflow, answer.actor);
      return [{ kind: 'inputs-given', given: answer.given ?? [], by: answer.actor }];
    case 'phase-gate':
      return stopOrGo(workflow, answer);
    case 'failure-menu':
    case 'dependency-menu':
      return menu(workflow, question.workstream, answer);
    case 'override-approval':
      return answer.option === 'approve' ? changed(workflow, question.change, question.by) : [];
    case 'stale-rerun':
      return stale(workflow, question.workstreams, answer);
    case 'growth-approval':
      return growthAnswered(workflow, question, answer.actor, answer.option === 'approve', answer.text);
    case 'casting-vote':
      return answer.option === 'ask-again' ? askAgain(workflow, answer.actor, answer.text) : [];
    case 'many-failed':
      return manyFailed(question.failed, workflow, answer);
    case 'call-failed':
      return callFailed(workflow, question, answer);
    case 'budget':
      return answer.option === 'raise' ? [{ kind: 'cap-raised', by: answer.actor, capUsd: question.raiseToUsd }] : stopOrGo(workflow, answer);
    case 'cap-reached':
      return answer.option === 'raise' ? [{ kind: 'budget-raised', by: answer.actor, cap: question.cap, to: question.raiseTo }] : stopOrGo(workflow, answer);
    default: {
      const missed: never = question;
      return missed;
    }
  }
}

function isOtherWay(option: OptionId): boolean {
  return option === 'other-pattern' || option === 'answer-inline';
}

function anotherWay(workflow: Workflow, { option, text, actor }: Answer): readonly WorkflowEvent[] {
  const pattern = option === 'answer-inline' ? 'inline' : (text ?? '');
  return [{ kind: 'pattern-chosen', pattern, by: actor, dropped: [...workflow.workstreams.keys()] }];
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

function manyFailed(failed: readonly WorkstreamId[], workflow: Workflow, answer: Answer): readonly WorkflowEvent[] {
  if (answer.option === 'accept') return windDown(workflow, answer.actor);
  const note = answer.option === 'adjust' ? answer.text : null;
  return failed.map((workstream) => ({ kind: 'workstream-requeued', workstream, by: answer.actor, note, loop: false }));
}

/** Whatever was built on a stale result is done again with it, and the handoffs that told of it are written again in between. */
function stale(workflow: Workflow, workstreams: readonly WorkstreamId[], answer: Answer): readonly WorkflowEvent[] {
  const by = answer.actor;
  if (answer.option === 'keep') return [{ kind: 'stale-kept', by, workstreams }];
  const again = workToRedo(workflow, workstreams);
  const phases = phasesToReopen(workflow, again);
  return [
    ...abortHandoffs(
      workflow,
      phases.map(({ id }) => id),
    ),
    ...again.flatMap((id): WorkflowEvent[] => [
      ...abortWork(workflow, id),
      { kind: 'workstream-requeued', workstream: id, by, note: null, loop: false, reopens: true },
    ]),
  ];
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
