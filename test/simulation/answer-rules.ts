/**
 * What people may do. Every effect of a person goes back to an input of that very person, who was allowed it by the
 * settings; every no was deserved; votes are counted again here.
 */
import { dayOf } from '../../src/engine/day.ts';
import type { WorkflowEvent } from '../../src/engine/event.ts';
import type { DecisionId, InputId, PersonId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Rule, Seen } from './event-rules.ts';
import { must } from './violation.ts';
import { isInCharge, takesAnAdmin, votesNeeded, wouldBeHeard } from './who-may.ts';

/** What may be recorded with the input of somebody who was refused: the no, and what time brings by itself. */
const HARMLESS: ReadonlySet<WorkflowEvent['kind']> = new Set([
  'refused',
  'decision-reminded',
  'decision-escalated',
  'parked',
  'stall-noticed',
  'progress-noticed',
]);
/** Choices that take as many people as the settings say, because they go ahead or spend again; one is enough for any other. */
const NEEDS_EVERY_VOTE: ReadonlySet<string> = new Set(['approve', 'run', 'raise', 'go', 'ask-again', 'retry', 'retry-with-context', 'loop', 'adjust', 'rerun']);

type Answer = Extract<WorkflowEvent, { kind: 'decision-answered' | 'decision-voted' }>;

export function answerRules(): Rule {
  const answered = new Set<DecisionId>();
  let givenLater = false;
  const votes = new Map<string, Set<PersonId>>();
  const escalated = new Map<DecisionId, Set<PersonId>>();
  const escalatedTo = (decision: DecisionId) => escalated.get(decision) ?? new Set();
  const votesFor = ({ decision, option }: Answer) => votes.get(`${decision} ${option}`) ?? new Set();

  function vote(was: Workflow, event: Answer): void {
    const cast = votesFor(event);
    must(!cast.has(event.by), 'one-vote-each', () => `${event.by} counts twice in ${event.decision}`);
    const decision = was.decisions.get(event.decision);
    // Beyond a ceiling an admin decides alone.
    const alone = !NEEDS_EVERY_VOTE.has(event.option) || (decision !== undefined && takesAnAdmin(was.settings, decision, event.option));
    const needed = decision ? votesNeeded(was.settings, decision) : was.settings.approvals_needed;
    const enough = alone || cast.size + 1 >= needed;
    must(enough === (event.kind === 'decision-answered'), 'votes-counted', () => `${event.kind} with ${cast.size + 1} of ${needed} for ${event.option}`);
    votes.set(`${event.decision} ${event.option}`, new Set([...cast, event.by]));
  }

  return (seen) => {
    const { was, event, cause } = seen;
    refusedChangesNothing(seen, escalatedTo);
    switch (event.kind) {
      case 'decision-escalated':
        escalated.set(event.decision, new Set([...escalatedTo(event.decision), ...event.to]));
        return;
      case 'decision-voted':
      case 'decision-answered': {
        const decision = was.decisions.get(event.decision);
        must(!answered.has(event.decision), 'decision-applied-once', () => `${event.decision} answered twice`);
        must(decision?.state.kind === 'open', 'decision-open', () => `${event.decision} was ${decision?.state.kind ?? 'unknown'} when it was answered`);
        must(decision?.options.some((option) => option.id === event.option) ?? false, 'decision-option', () => `${event.option} was not offered`);
        const clicked = cause?.kind === 'answer' && cause.decision === event.decision && cause.option === event.option && cause.actor.id === event.by;
        must(clicked, 'answers-come-from-people', () => `${event.by} never chose ${event.option} in ${event.decision}`);
        vote(was, event);
        if (event.kind === 'decision-answered') answered.add(event.decision);
        return;
      }
      case 'decision-asked':
        must(event.decision.options.length > 0, 'decision-answerable', () => `${event.decision.id} has no options`);
        must(event.decision.policy.who.length > 0, 'decision-answerable', () => `nobody may answer ${event.decision.id}`);
        return;
      case 'inputs-given':
        givenLater = true;
        return;
      case 'execution-started':
        must(event.hash === was.proposal?.hash, 'approval-binds', () => 'another plan was started');
        must(event.by !== null || !was.settings.confirm_before_execute, 'approval-asked', () => 'started without an approval');
        must(event.by !== null || !givenLater, 'later-inputs-ask', () => 'what was given after the request started a plan that nobody saw');
        must(event.by !== null || was.reuse === null, 'branch-asks', () => 'a branch started before anybody saw what it reuses');
        return;
      case 'cap-raised':
      case 'budget-raised':
        must(cause?.kind === 'answer' && cause.option === 'raise', 'cap-raised-by-people', () => JSON.stringify(event));
        return;
      default:
        return;
    }
  };
}

/** Nobody acts who may not, and nobody is told that they may not who may. */
function refusedChangesNothing({ was, event, at, cause }: Seen, escalatedTo: (decision: DecisionId) => ReadonlySet<PersonId>): void {
  if (cause === null || !isFromPerson(cause)) return;
  const allowed = isAllowed(was, cause, escalatedTo);
  must(
    allowed || HARMLESS.has(event.kind) || isByMidnight(was, event, at),
    'refused-changes-nothing',
    () => `${event.kind} by ${cause.actor.id}, who may not (${cause.kind})`,
  );
  const told = event.kind === 'refused' && (event.reason.kind === 'not-allowed' || event.reason.kind === 'above-ceiling');
  must(!told || !allowed, 'refused-rightly', () => `${cause.actor.id} may, and was refused (${cause.kind})`);
  // A plan that was given is its requester's, whoever said what it still lacked.
  const doer = 'by' in event && event.by !== null ? event.by : event.kind === 'plan-proposed' && event.change !== null ? event.author : null;
  // What was asked for first and approved by others keeps the name of whoever wanted it.
  const ofOthers =
    event.kind === 'workstream-changed' || event.kind === 'workstream-blocked' || (event.kind === 'context-added' && hasVoted(was, cause, event.by));
  const ownName = doer === null || typeof doer !== 'string' || doer === cause.actor.id || ofOthers;
  must(ownName, 'authors-are-true', () => `${event.kind} names ${String(doer)}, and ${cause.actor.id} did it`);
}

/** What those who agreed before had to say comes with the vote that is enough. */
function hasVoted(was: Workflow, cause: PersonInput, person: PersonId): boolean {
  return cause.kind === 'answer' && (was.decisions.get(cause.decision)?.votes.some(({ by, text }) => by === person && text !== undefined) ?? false);
}

/** The day's budget that held a call up is over: it goes on with whatever happens next. */
function isByMidnight({ fullCaps, settings }: Workflow, event: WorkflowEvent, at: number): boolean {
  if (event.kind === 'decision-voided') return event.reason === 'day-over';
  if (event.kind === 'unparked') return event.by === null;
  const today = dayOf(at, settings.time_zone);
  return (event.kind === 'attempt-started' || event.kind === 'decision-asked') && fullCaps.some(({ cap }) => cap.day !== null && cap.day !== today);
}

/** Everyone's words are theirs. */
function ownsNote({ notes }: Workflow, person: PersonId, note: InputId): boolean {
  return notes.some(({ id, by }) => id === note && by === person);
}

function isAllowed(was: Workflow, cause: PersonInput, escalatedTo: (decision: DecisionId) => ReadonlySet<PersonId>): boolean {
  if (cause.kind === 'override' && cause.change.kind === 'withdraw-context') return ownsNote(was, cause.actor.id, cause.change.note);
  if (cause.kind !== 'answer') return isInCharge(was, cause.actor);
  const decision = was.decisions.get(cause.decision);
  return !decision || wouldBeHeard(was, cause.actor, { decision, option: cause.option, escalatedTo: escalatedTo(cause.decision) });
}

type PersonInput = Extract<Input, { kind: 'answer' | 'edit-plan' | 'override' }>;

function isFromPerson(input: Input): input is PersonInput {
  return input.kind === 'answer' || input.kind === 'edit-plan' || input.kind === 'override';
}
