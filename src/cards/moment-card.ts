/** Small replies that time brings: a reminder, the question passed on, the run parked, a stall, a long run's report. */
import type { Subject } from '../engine/call.ts';
import type { Decision } from '../engine/decision.ts';
import type { Moment } from '../engine/moment.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block, Card } from './card.ts';
import { count, money, period, sentenceList } from './figures.ts';
import { named } from './naming.ts';
import { resumeAction } from './pause-words.ts';
import { whoIsAsked, whoMayAnswer } from './policy-words.ts';
import { questionInShort } from './question-words.ts';
import { blocks, card, context, dotted, people, person, says, strong, time } from './spans.ts';
import { subjectName } from './subject-name.ts';

/** Null for what the card of another moment says. */
export function momentCard(workflow: Workflow, moment: Moment): Card | null {
  switch (moment.kind) {
    case 'reminded':
      return reminder(workflow, moment);
    case 'escalated':
      return escalation(workflow, moment);
    case 'parked':
      return parked(workflow, moment);
    case 'stalled':
      return stall(workflow, moment);
    case 'progress':
      return report(workflow, moment);
    case 'unparked':
      return null;
    default: {
      const missed: never = moment;
      return missed;
    }
  }
}

type Of<Kind extends Moment['kind']> = Extract<Moment, { kind: Kind }>;

function reminder(workflow: Workflow, moment: Of<'reminded'>): Card | null {
  const decision = workflow.decisions.get(moment.decision);
  if (!decision) return null;
  const asked = whoIsAsked(workflow, decision);
  return card(
    'reminder',
    blocks(
      { kind: 'line', line: dotted([strong(`Still waits for an answer, after ${waited(workflow, decision, moment)}`)], questionInShort(decision.question)) },
      standing(workflow, decision),
    ),
    [],
    asked.people,
    asked.groups,
  );
}

function escalation(workflow: Workflow, moment: Of<'escalated'>): Card | null {
  const decision = workflow.decisions.get(moment.decision);
  if (!decision) return null;
  return card(
    'notice',
    blocks(
      {
        kind: 'line',
        line: dotted(
          [strong('Passed on to '), ...people(moment.to, 'and'), strong(`: no answer for ${waited(workflow, decision, moment)}`)],
          questionInShort(decision.question),
        ),
      },
      standing(workflow, decision),
    ),
    [],
    moment.to,
  );
}

function parked(workflow: Workflow, moment: Of<'parked'>): Card | null {
  const decision = workflow.decisions.get(moment.decision);
  if (!decision) return null;
  const asked = whoIsAsked(workflow, decision);
  const isParked = workflow.parked?.at === moment.at;
  return card(
    'notice',
    blocks(
      { kind: 'line', line: dotted([strong(`Parked: no answer for ${waited(workflow, decision, moment)}`)], questionInShort(decision.question)) },
      isParked
        ? says('Silence is neither a yes nor a no, so the question stays open. An answer takes the run up again, and so does Resume.')
        : since(workflow, moment),
    ),
    isParked ? [resumeAction(workflow)] : [],
    [...new Set([workflow.requester, ...asked.people])],
    asked.groups,
  );
}

/** Counted from the question, or from when the run was last taken up again. */
function waited(workflow: Workflow, decision: Decision, moment: Moment): string {
  const taken = workflow.moments.findLast(({ kind, at }) => kind === 'unparked' && at <= moment.at)?.at ?? 0;
  return period(moment.at - Math.max(decision.askedAt, taken));
}

function standing(workflow: Workflow, decision: Decision): Block {
  switch (decision.state.kind) {
    case 'open':
      return { kind: 'context', line: whoMayAnswer(workflow, decision, 'decide') };
    case 'answered':
      return context('Answered by ', person(decision.state.by), ', ', time(decision.state.at, workflow.settings.time_zone), '.');
    case 'voided':
      return context('No longer asked.');
    default: {
      const missed: never = decision.state;
      return missed;
    }
  }
}

function since(workflow: Workflow, moment: Of<'parked'>): Block | null {
  const taken = workflow.moments.find((later) => later.kind === 'unparked' && later.at >= moment.at);
  if (taken?.kind === 'unparked' && taken.by === null) return context('Goes on: this is asked no more.');
  if (taken?.kind === 'unparked' && taken.by !== null)
    return context('Taken up again by ', person(taken.by), ', ', time(taken.at, workflow.settings.time_zone), '.');
  return workflow.stage.kind === 'ended' ? context('The run has ended since.') : null;
}

/** A call of a process that died is interrupted at the takeover; so what runs here is alive. */
function stall(workflow: Workflow, { at, since: from, running }: Of<'stalled'>): Card {
  const alive =
    running.length === 1
      ? '1 call is still running: slow, not stuck; it is not lost.'
      : `${running.length} calls are still running: slow, not stuck; none is lost.`;
  const names = running.map((subject: Subject) => subjectName(workflow, subject));
  return card('notice', [
    says(strong(`Nothing finished for ${period(at - from)}, more than twice the estimate.`), ` ${alive}`),
    context(`At work: ${sentenceList(names)}. Each call ends by itself after ${period(workflow.settings.default_timeout_minutes * 60_000)} at the latest.`),
  ]);
}

function report(workflow: Workflow, { elapsedMs, done, total, running, costUsd }: Of<'progress'>): Card {
  const cost = `${money(costUsd)}${workflow.spent.rehearsal ? ' at table prices' : ' spent'}`;
  const names = running.map((id) => named(workflow, id));
  return card('report', [
    {
      kind: 'line',
      line: dotted(
        [strong(`${period(Math.floor(elapsedMs / 60_000) * 60_000)} in: ${done} of ${count(total, 'workstream')} done`)],
        cost,
        names.length > 0 ? `at work: ${sentenceList(names)}` : null,
      ),
    },
  ]);
}
