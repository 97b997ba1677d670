/** Why something was not done, seen only by the person who asked: what stands in the way and what would work. */
import type { AnswerPolicy, Decision, OptionId } from '../engine/decision.ts';
import type { RefusalReason } from '../engine/event.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import { isTracked } from '../engine/tracked.ts';
import { amount } from './budget-words.ts';
import type { Block, Card } from './card.ts';
import { sentenceList } from './figures.ts';
import { named, ref, refs } from './naming.ts';
import { optionName } from './option-words.ts';
import { isAnyone, ownWords, votersOf } from './policy-words.ts';
import { card, line, list, type Piece, person, says, time } from './spans.ts';
import { namesOnList, statusOnList } from './tracked-words.ts';

/** `workflow` lends its words and its time zone; null where none is at hand. */
export function refusalCard(reason: RefusalReason, workflow: Workflow | null): Card {
  return card('refusal', words(reason, workflow));
}

function words(reason: RefusalReason, workflow: Workflow | null): readonly Block[] {
  switch (reason.kind) {
    case 'not-allowed':
      return [says(...whoMay(reason.policy))];
    case 'already-voted':
      return [
        says(
          `Your “${answeredAs(reason.option, workflow)}” counts already: ${reason.votes} of ${reason.needed}. ${reason.needed - reason.votes} more must agree, and it cannot be you.`,
        ),
      ];
    case 'already-answered':
      return [
        says(
          'This was decided by ',
          person(reason.by),
          ' at ',
          time(reason.at, workflow?.settings.time_zone ?? 'UTC'),
          ` (${answeredAs(reason.option, workflow)}).`,
        ),
      ];
    case 'above-ceiling':
      return [says(`Only an admin can raise this beyond ${amount(reason.cap.unit, reason.ceiling)}; this was for ${amount(reason.cap.unit, reason.asked)}.`)];
    case 'superseded':
      return [says('This question is not asked any more: what it was about has changed. Look at the newest card in the thread.')];
    case 'unknown-decision':
      return [says('I do not know this question. It may belong to another run.')];
    case 'unknown-option':
      return [says(`That is not one of the answers here. Choose ${reason.options.map((option) => `“${answeredAs(option, workflow)}”`).join(', ')}.`)];
    case 'text-needed':
      return [says('This answer needs a text with it: the context to add, or the result itself.')];
    case 'unknown-workstream':
      if (workflow && isTracked(workflow)) return [{ kind: 'line', line: namesOnList(workflow) }];
      return [says('This run has no such workstream. The plan card shows their numbers.')];
    case 'unknown-name': {
      const { what, typed, closest } = reason;
      const other = closest === null ? ` /baton ${what}s lists what there is.` : ` Did you mean ${closest}?`;
      return [says(`There is no ${what} “${shortened(typed)}”.${other}`)];
    }
    case 'plan-is-running':
      return [says('The plan has started, so it cannot be edited any more. You can still add context, skip a workstream or stop the run.')];
    case 'plan-invalid':
      return [says('The plan would not work like this; nothing was changed.'), list(reason.problems.map((problem) => line(problem)))];
    case 'plan-moved-on':
      return [says('Someone changed the plan since you opened it. Look at it again, then decide.')];
    case 'unknown-choice':
      return [says(`That needs one of these: ${sentenceList(reason.choices, 'or')}.`)];
    case 'no-plan-yet':
      return [says('There is no plan yet. It will stand in the first card of the thread.')];
    case 'unknown-phase':
      return [says('This run has no such phase. The plan card shows them.')];
    case 'no-handoff-yet':
      return [says('That phase has not handed over yet, so there is nothing to correct. You can add context instead.')];
    case 'not-running':
      return [says('This run is not at work at the moment, so there is nothing to do that with.')];
    case 'not-tracked':
      return [says('The work of this run is done by Baton’s own agents, so nobody reports on it. /baton create makes a list of work that others do.')];
    case 'waits-for':
      return [
        says(
          `${nameOf(reason.workstream, workflow)} waits for ${sentenceList(reason.on.map((id) => nameOf(id, workflow)))}, which ${reason.on.length === 1 ? 'has' : 'have'} no result yet.`,
        ),
      ];
    case 'many-failed':
      return [
        says(`${refs(reason.failed)} have failed, so nothing new starts. First answer the question in the thread: try them again, or accept what there is.`),
      ];
    case 'no-results-yet':
      return [says('Nothing on this list has a result yet, so there is nothing to integrate.')];
    case 'unknown-note':
      return [says('These words are not yours to take back, or they have been taken back already.')];
    case 'already-settled':
      if (workflow && isTracked(workflow)) {
        return [says(`${nameOf(reason.workstream, workflow)} is ${statusOnList(reason.status)} already. To change that on purpose, add --again.`)];
      }
      return [says(`Workstream ${ref(reason.workstream)} is ${reason.status} already.`)];
    case 'workflow-ended':
      return [says('This run is over. A new request starts a new one.')];
    default: {
      const missed: never = reason;
      return missed;
    }
  }
}

function shortened(typed: string): string {
  return typed.length > 80 ? `${typed.slice(0, 80).toWellFormed()}…` : typed;
}

function nameOf(id: WorkstreamId, workflow: Workflow | null): string {
  return workflow ? named(workflow, id) : ref(id);
}

function whoMay(policy: AnswerPolicy): readonly Piece[] {
  const own = ownWords(policy);
  if (isAnyone(policy)) return own.length === 0 ? ['You cannot decide this here.'] : ['Anyone here but ', ...own, ', who asked for it, can do that.'];
  const voters = votersOf(policy);
  if (voters.length === 0)
    return ['Nobody here can do that: ', ...(own.length === 0 ? [] : [...own, ' asked for it, and ']), 'their own word does not count here.'];
  return [
    'Only ',
    ...voters,
    ' can do that here',
    ...(own.length === 0 ? [] : ['; ', ...own, ', who asked for it, cannot']),
    '. Ask one of them in the thread.',
  ];
}

/** Options are named after the question they belong to; the last one that was answered that way knows the name. */
function answeredAs(option: OptionId, workflow: Workflow | null): string {
  const decisions: readonly Decision[] = workflow ? [...workflow.decisions.values()] : [];
  const asked = decisions.findLast((decision) => decision.options.some((offered) => offered.id === option));
  return optionName(asked?.question ?? { kind: 'plan-approval', planHash: '', revision: 0 }, option);
}
