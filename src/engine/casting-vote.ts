/** The casting vote of a person on a panel that did not decide: the question, and the panel that is asked again. */
import { ask, free } from './asking.ts';
import type { Decision } from './decision.ts';
import { usualWorkstreamUsd } from './estimate.ts';
import type { WorkflowEvent } from './event.ts';
import type { PersonId } from './ids.ts';
import { openDecisions } from './open-decisions.ts';
import { workstreamOf } from './plan.ts';
import { workToRedo } from './stale-work.ts';
import type { Workflow } from './state.ts';
import { abortHandoffs, abortWork } from './stops.ts';
import { askable, awaitedVote, type CastingVote } from './verdict.ts';

/** Asks for the vote that is needed and that nobody has been asked for. */
export function castingVotes(workflow: Workflow, now: number): readonly WorkflowEvent[] {
  const needed = awaitedVote(workflow);
  if (!needed || openDecisions(workflow).some(({ question }) => question.kind === 'casting-vote')) return [];
  return [{ kind: 'decision-asked', decision: castingVoteQuestion(workflow, needed, now) }];
}

/** The panel votes once more, with a person's note: each expert who can, and whatever was made from their ballots. */
export function askAgain(workflow: Workflow, by: PersonId, note: string | null): readonly WorkflowEvent[] {
  const seats = askable(workflow);
  const again = [...new Set([...seats, ...workToRedo(workflow, seats)])];
  const phases = workflow.proposal?.plan.phases.filter((phase) => phase.workstreams.some((id) => again.includes(id))) ?? [];
  return [
    ...abortHandoffs(
      workflow,
      phases.map(({ id }) => id),
    ),
    ...again.flatMap((workstream): WorkflowEvent[] => [
      ...abortWork(workflow, workstream),
      { kind: 'workstream-requeued', workstream, by, note: seats.includes(workstream) ? note : null, loop: false },
    ]),
  ];
}

/** Asking again is offered as long as the approved envelope has rounds. */
function castingVoteQuestion(workflow: Workflow, question: CastingVote, now: number): Decision {
  const plan = workflow.proposal?.plan;
  const seats = askable(workflow);
  const addsUsd = [...new Set([...seats, ...workToRedo(workflow, seats)])].reduce((sum, id) => {
    const workstream = plan && workstreamOf(plan, id);
    return workstream ? sum + usualWorkstreamUsd(workflow, workstream) : sum;
  }, 0);
  const mayAskAgain = seats.length > 0 && question.round < (workflow.proposal?.envelope.maxRounds ?? 0);
  return ask(workflow, now, question, [free('go'), free('no-go'), ...(mayAskAgain ? [{ ...free('ask-again'), addsUsd, needsText: true }] : [])]);
}
