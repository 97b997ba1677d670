/** One event of the ledger as a sentence: who or what, and what happened. Numbers that matter stand in it; the rest is in the JSON. */
import type { Subject, Usage } from '../engine/call.ts';
import type { WorkflowEvent } from '../engine/event.ts';
import { isKnownEvent } from '../engine/event-kinds.ts';
import type { AttemptId, PhaseId, WorkstreamId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import { amount, capName } from './budget-words.ts';
import type { Line } from './card.ts';
import { decisionLine } from './event-line-decision.ts';
import { overrideLine } from './event-line-override.ts';
import { failureInShort } from './failure-words.ts';
import { count, duration, money, sentenceList, tokens } from './figures.ts';
import { givenInShort } from './inputs-question.ts';
import { named, phaseIn, refs } from './naming.ts';
import { PLACE_LOSS } from './place-words.ts';
import { code, emphasis, line, person } from './spans.ts';
import { subjectName } from './subject-name.ts';
import { supervisedLine } from './supervised-words.ts';

/** `workflow` is the state at the end: it knows the titles. `subjects`: what each attempt was for. */
export function eventLine(workflow: Workflow, event: WorkflowEvent, subjects: ReadonlyMap<AttemptId, Subject>): Line {
  if (!isKnownEvent(event.kind)) return line('Something that only a newer release of Baton can read.');
  const work = (id: AttemptId): string => {
    const subject = subjects.get(id);
    return subject ? subjectName(workflow, subject) : 'an attempt';
  };
  const name = (id: WorkstreamId): string => named(workflow, id);
  const phase = (id: PhaseId): string => phaseIn(workflow, id);
  switch (event.kind) {
    case 'requested':
      return line(
        person(event.requester),
        ` asked for work (${event.mode})`,
        event.inputs.length > 0 ? ` with ${count(event.inputs.length, 'file')}` : null,
        event.reuse ? `; ${count(event.reuse.results.length, 'result')} of #${event.reuse.fromNumber} reused.` : '.',
      );
    case 'assessed':
      return line(`The request was assessed: ${event.complexity.level}, ${event.complexity.score} of 6.`);
    case 'pattern-chosen':
      return line(
        person(event.by),
        event.pattern === 'inline' ? ' asked for an answer without a plan.' : ` asked for a plan in another pattern: ${event.pattern}.`,
      );
    case 'plan-proposed':
      return line(
        event.author ? person(event.author) : 'Baton',
        event.author ? ' changed the plan' : ' proposed a plan',
        ` (revision ${event.revision}, ${count(event.plan.workstreams.length, 'workstream')}).`,
      );
    case 'decision-asked':
    case 'decision-voted':
    case 'decision-reminded':
    case 'decision-escalated':
    case 'decision-answered':
    case 'decision-voided':
      return decisionLine(workflow, event);
    case 'parked':
      return line('Parked: nobody answered in time.');
    case 'unparked':
      return event.by === null ? line('Parked no longer: what nobody answered is asked no more.') : line(person(event.by), ' took it up again.');
    case 'stall-noticed':
      return line(`Nothing had finished for twice the estimate; ${count(event.running.length, 'call')} at work.`);
    case 'progress-noticed':
      return line(`Reported after ${duration(event.elapsedMs)}.`);
    case 'execution-started':
      return line('The plan was started', event.by ? ' by ' : ' by the setting confirm_before_execute', event.by && person(event.by), '.');
    case 'phase-started':
      return line(`${phase(event.phase)} started.`);
    case 'phase-finished':
      return line(`${phase(event.phase)} finished.`);
    case 'handoff-recorded':
      return line(
        `${phase(event.handoff.phase)} was handed over: ${count(event.handoff.decisions.length, 'decision')}, ${count(event.handoff.openItems.length, 'open item')}.`,
      );
    case 'handoff-waived':
      return line(`${phase(event.phase)} went on without a handoff.`);
    case 'attempt-started':
      return line(
        `Attempt ${event.attempt.tryNumber} at ${subjectName(workflow, event.attempt.subject)} started on ${event.attempt.model}; ${money(event.attempt.reservedUsd)} set aside.`,
        event.attempt.label === undefined ? null : ' ',
        event.attempt.label === undefined ? null : code(event.attempt.label),
      );
    case 'attempt-succeeded':
      return line(`An attempt at ${work(event.attempt)} succeeded${spent(event.usage)}.`);
    case 'attempt-failed':
      return line(`An attempt at ${work(event.attempt)} failed: ${failureInShort(event.failure)}${spent(event.usage)}.`);
    case 'attempt-interrupted':
      return line(`An attempt at ${work(event.attempt)} was interrupted (${event.reason}); ${money(event.bookedUsd)} booked for it.`);
    case 'attempt-settled':
      return line(`What the cancelled attempt at ${work(event.attempt)} used is known${spent(event.usage)}; the rest of what was booked for it is free again.`);
    case 'limits-changed':
      return line('The budgets and ceilings in force have changed: they hold for this run too.');
    case 'workstream-done':
      return line(`${name(event.workstream)} is done: ${event.artifact.name}.`);
    case 'round-drafted':
      return line(`${name(event.workstream)}: draft of round ${event.round}.`);
    case 'round-checked':
      return line(`${name(event.workstream)}: round ${event.round} ${event.verdict.passed ? 'passed' : 'did not pass'} its check.`);
    case 'workstream-taken-up':
      return line(person(event.by), ` took up ${name(event.workstream)}${event.session === null ? '' : `, session ${event.session}`}.`);
    case 'workstream-failed':
      if (event.by !== undefined)
        return line(person(event.by), ` reported that ${name(event.workstream)} failed: `, emphasis(event.failure.detail || 'no reason given'), '.');
      return line(`${name(event.workstream)} failed for good: ${failureInShort(event.failure)}.`);
    case 'workstream-blocked':
      return line(`${name(event.workstream)} is blocked by ${name(event.by)}.`);
    case 'workstream-unblocked':
      return line(`${name(event.workstream)} is no longer blocked.`);
    case 'workstream-requeued':
      return line(
        person(event.by),
        ` queued ${name(event.workstream)} again${event.loop ? ' as an iterative loop' : ''}${event.note === null ? '' : ', with more context'}${event.reopens ? '; the handoff of its phase is written anew' : ''}.`,
      );
    case 'workstream-skipped':
      return line(person(event.by), ` skipped ${name(event.workstream)}.`);
    case 'workstream-supplied':
      return line(person(event.by), ` supplied the result of ${name(event.workstream)}.`);
    case 'workstream-cancelled':
      return line(person(event.by), ` cancelled ${name(event.workstream)}.`);
    case 'supervised':
      return supervisedLine(workflow, event);
    case 'gap-accepted':
      return line(person(event.by), ` went on without ${name(event.workstream)}.`);
    case 'workstream-changed':
    case 'workstream-reordered':
    case 'phase-changed':
    case 'handoff-corrected':
    case 'stale-kept':
      return overrideLine(workflow, event);
    case 'inputs-given':
      return line(person(event.by), ` gave ${givenInShort(event.given)}.`);
    case 'context-added':
      return line(person(event.by), ' added context', event.workstream === null ? ': ' : ` for ${refs([event.workstream])}: `, emphasis(event.text));
    case 'context-withdrawn':
      return line(person(event.by), ' took back context that was none.');
    case 'place-lost':
      return line(`Nobody can be reached there any more (${PLACE_LOSS[event.reason]}): nothing new starts.`);
    case 'place-back':
      return line('The place is within reach again: the run goes on.');
    case 'cap-raised':
      return line(person(event.by), ` raised the cap to ${money(event.capUsd)}.`);
    case 'budget-raised':
      return line(person(event.by), ` raised ${capName(event.cap, null)} to ${amount(event.cap.unit, event.to)} for this run.`);
    case 'budget-reached':
      return line(`No room for the next call under ${sentenceList(event.caps.map(({ cap, limit }) => capName(cap, limit)))}.`);
    case 'paused':
      return line(person(event.by), ' paused the workflow.');
    case 'resumed':
      return line(person(event.by), ' resumed the workflow.');
    case 'wind-down':
      return line(person(event.by), ' asked to finish with what there is.');
    case 'driver-resumed':
      return line(
        `A process took the workflow over (${event.cause}): ${count(event.kept, 'result')} kept, ${count(event.repeated.length, 'attempt')} repeated.`,
      );
    case 'answered-inline':
      return line('Answered without a plan.');
    case 'synthesised':
      return line(`The results were integrated: ${event.title}.`);
    case 'refused':
      return line(person(event.actor), ` was refused (${event.reason.kind}).`);
    case 'ended':
      return line(`The workflow ended: ${event.outcome}`, event.by ? ' by ' : null, event.by && person(event.by), '.');
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

function spent(usage: Usage | null): string {
  if (usage === null) return '';
  const input = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  return `, ${tokens(input)} in and ${tokens(usage.outputTokens)} out, ${money(usage.costUsd)}`;
}
