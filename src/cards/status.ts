/** One run at a glance (`/baton status`) and in full (`/baton show`), for the person who asked. */

import type { Decision } from '../engine/decision.ts';
import { openDecisions } from '../engine/open-decisions.ts';
import type { Workflow } from '../engine/state.ts';
import { coverageOf, statusWord } from '../engine/status.ts';
import { files, results } from './artifact-list.ts';
import type { Block, Card, Line } from './card.ts';
import { coverageLine } from './coverage-line.ts';
import { opening } from './excerpt.ts';
import { indicatorReasons } from './indicator-words.ts';
import { spentOfCap } from './money-line.ts';
import { optionName } from './option-words.ts';
import { planFacts } from './plan-facts.ts';
import { planMap } from './plan-map.ts';
import { questionInShort } from './question-words.ts';
import { blocks, card, context, dotted, emphasis, line, list, person, says, strong, time } from './spans.ts';
import { aggregatePrice } from './tracked-words.ts';
import { workstreamStep } from './workstream-state.ts';

export function statusCard(workflow: Workflow): Card {
  return card('notice', blocks(headline(workflow), task(workflow, 160), steps(workflow), aggregatePrice(workflow), openQuestions(workflow)));
}

export function showCard(workflow: Workflow): Card {
  const { proposal } = workflow;
  return card(
    'notice',
    blocks(
      headline(workflow),
      task(workflow, 1_000),
      workflow.complexity && indicatorReasons(workflow.complexity),
      proposal && workflow.start === null ? planMap(proposal.plan, workflow) : steps(workflow),
      proposal ? planFacts(workflow, proposal) : null,
      aggregatePrice(workflow),
      openQuestions(workflow),
      decided(workflow),
      files(results(workflow).map(({ artifact }) => artifact)),
      workflow.stage.kind === 'ended' ? coverageLine(workflow) : null,
    ),
  );
}

function headline(workflow: Workflow): Block {
  const { done, total } = coverageOf(workflow);
  return {
    kind: 'heading',
    line: dotted([strong(`#${workflow.number} is ${statusWord(workflow)}`)], total > 0 ? `${done} of ${total} done` : null, spentOfCap(workflow)),
  };
}

function task(workflow: Workflow, limit: number): Block {
  const shown = opening(workflow.task.kind === 'inline' ? workflow.task.text : workflow.task.opening, limit);
  return { kind: 'line', line: dotted([emphasis(shown.text)], shown.whole ? null : 'whole in its thread', ['asked by ', person(workflow.requester)]) };
}

function steps(workflow: Workflow): Block | null {
  const plan = workflow.proposal?.plan;
  return plan ? { kind: 'steps', steps: plan.workstreams.map((workstream) => workstreamStep(workflow, workstream)) } : null;
}

function openQuestions(workflow: Workflow): readonly Block[] {
  const open = openDecisions(workflow);
  return open.length === 0 ? [] : [says(strong('Waits for an answer')), list(open.map((decision) => line(questionInShort(decision.question))))];
}

function decided(workflow: Workflow): readonly Block[] {
  const rows = [...workflow.decisions.values()].flatMap((decision) => answerRow(workflow, decision));
  return rows.length === 0 ? [] : [context('Decided'), list(rows)];
}

function answerRow(workflow: Workflow, decision: Decision): readonly Line[] {
  const { state } = decision;
  if (state.kind !== 'answered') return [];
  return [
    line(
      `${questionInShort(decision.question)}: `,
      strong(optionName(decision.question, state.option)),
      ', ',
      person(state.by),
      ', ',
      time(state.at, workflow.settings.time_zone),
    ),
  ];
}
