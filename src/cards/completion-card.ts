/** The end of a run: the answer, what was made, what it took and cost, and as the last line what is missing. */

import type { FinalAnswer, Stage, Workflow } from '../engine/state.ts';
import { coverageOf } from '../engine/status.ts';
import { isUnruled, rulingOf } from '../engine/verdict.ts';
import { answerBlocks } from './answer-text.ts';
import { files, results } from './artifact-list.ts';
import { branching } from './branch-action.ts';
import type { Block, Card, Line } from './card.ts';
import { coverageLine } from './coverage-line.ts';
import { opening } from './excerpt.ts';
import { count, duration, money } from './figures.ts';
import { spentSoFar } from './money-line.ts';
import { ref } from './naming.ts';
import { wasPassedOver } from './passed-over.ts';
import { reuseLine } from './reuse-words.ts';
import { rulingLine } from './ruling-words.ts';
import { alert, blocks, card, context, dotted, line, list, listed, person, says, strong } from './spans.ts';

type Ended = Extract<Stage, { kind: 'ended' }>;

export function completionCard(workflow: Workflow, ended: Ended): Card {
  const integrated = workflow.answer?.kind === 'integrated' ? workflow.answer : null;
  return card(
    'completion',
    blocks(
      { kind: 'heading', line: line(...headline(workflow, ended, integrated)) },
      workflow.start ? { kind: 'line', line: figures(workflow, ended) } : costOnly(workflow),
      workflow.spent.rehearsal && workflow.start ? alert('warning', strong('Rehearsal: '), 'no model wrote any of this.') : null,
      // What a person decided comes before what was made of it.
      ruled(workflow),
      workflow.start ? outcome(workflow, ended, integrated) : null,
      ended.outcome === 'dismissed' && workflow.proposal ? says('The plan was shown and not run.') : null,
      deliverables(workflow, integrated),
      integrated ? notes(integrated.notes) : null,
      coverageLine(workflow),
    ),
    branching(workflow),
    [workflow.requester],
  );
}

function headline(workflow: Workflow, ended: Ended, integrated: { readonly title: string } | null): Line {
  const what = integrated?.title ?? opening(workflow.task.kind === 'inline' ? workflow.task.text : workflow.task.opening, 120).text;
  const by = ended.by === null ? [] : [' by ', person(ended.by)];
  switch (ended.outcome) {
    case 'completed':
      return line(strong(`Done: ${what}`));
    case 'partial':
      return line(strong(`Done in part: ${what}`));
    case 'failed':
      return line(strong(`Failed: ${what}`));
    case 'cancelled':
      return line(strong(workflow.start ? 'Stopped' : 'Cancelled before the start'), ...by, strong(`: ${what}`));
    case 'dismissed':
      return line(strong('Dismissed'), ...by, strong(`: ${what}`));
    default: {
      const missed: never = ended.outcome;
      return missed;
    }
  }
}

function figures(workflow: Workflow, ended: Ended): Line {
  const { done, total } = coverageOf(workflow);
  const phases = workflow.proposal?.plan.phases.length ?? 0;
  const finished = [...workflow.phases.values()].filter((phase) => phase.state.kind === 'finished' && !wasPassedOver(workflow, phase.id)).length;
  const estimate = workflow.proposal ? ` (estimate ${money(workflow.proposal.estimate.p50Usd)})` : '';
  return dotted(
    `Workstreams: ${done} of ${total}`,
    `Time: ${duration(ended.at - (workflow.start?.at ?? workflow.requestedAt))}`,
    `Phases: ${finished === phases ? phases : `${finished} of ${phases}`}`,
    `Cost: ${spentSoFar(workflow)}${estimate}`,
    reuseLine(workflow),
  );
}

function costOnly(workflow: Workflow): Block | null {
  return workflow.spent.costUsd > 0
    ? says(`${workflow.proposal ? 'Assessing and planning' : 'Up to then it'} cost ${spentSoFar(workflow)}.`)
    : says('It cost $0.');
}

function outcome(workflow: Workflow, ended: Ended, integrated: Extract<FinalAnswer, { kind: 'integrated' }> | null): readonly Block[] {
  if (integrated) return answerBlocks(integrated.answer);
  const kept = results(workflow).length;
  if (kept === 0) return [says('No workstream brought a result, so there is nothing to integrate.')];
  const are = `${count(kept, 'result')} ${kept === 1 ? 'is' : 'are'} kept below, as ${kept === 1 ? 'it is' : 'they are'}.`;
  return [says(ended.outcome === 'cancelled' ? are : `There is no integrated answer. ${are}`)];
}

/** What a person decided about the panel's verdict, or that nobody did. */
function ruled(workflow: Workflow): Block | null {
  const ruling = rulingOf(workflow);
  if (ruling) return { kind: 'line', line: rulingLine(workflow, ruling) };
  return isUnruled(workflow) ? says('The panel did not settle it, and nobody gave a casting vote.') : null;
}

function deliverables(workflow: Workflow, integrated: Extract<FinalAnswer, { kind: 'integrated' }> | null): readonly Block[] {
  const whole = integrated?.answer.kind === 'stored' ? [integrated.answer.artifact] : [];
  const made = results(workflow).map(({ artifact }) => artifact);
  return whole.length + made.length === 0 ? [] : blocks(says(strong('Deliverables')), files([...whole, ...made]), byHand(workflow));
}

/** A person's text counts as a result; nobody should take it for an agent's. */
function byHand(workflow: Workflow): Block | null {
  const supplied = [...workflow.workstreams.values()].flatMap(({ id, status }) =>
    status.kind === 'supplied' ? [line(`${ref(id)} by `, person(status.by))] : [],
  );
  return supplied.length === 0 ? null : context('Supplied by hand: ', ...listed(supplied, 'and'), '.');
}

function notes(items: readonly string[]): readonly Block[] {
  const [only] = items;
  if (only === undefined) return [];
  return items.length === 1 ? [says(strong('Notes: '), only)] : [says(strong('Notes')), list(items.map((item) => line(item)))];
}
