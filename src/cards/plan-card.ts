/**
 * The plan card: posted at once as *assessing*, edited into the plan, then into what became of it. While the
 * question on it is open it carries the buttons; afterwards it says who decided and when.
 */

import type { Decision } from '../engine/decision.ts';
import { openDecisions } from '../engine/open-decisions.ts';
import type { Proposal, Workflow } from '../engine/state.ts';
import type { Block, Card } from './card.ts';
import { chosenWithRequest } from './chosen-words.ts';
import { opening } from './excerpt.ts';
import { count } from './figures.ts';
import { givenWords } from './given-words.ts';
import { indicatorReasons } from './indicator-words.ts';
import { branchTaken } from './judgement-words.ts';
import { modeName, refs } from './naming.ts';
import { pausedLine, resumeAction } from './pause-words.ts';
import { planFacts } from './plan-facts.ts';
import { planMap } from './plan-map.ts';
import { planAnswer, planQuestion } from './plan-question.ts';
import { isAnyone, whoIsAsked } from './policy-words.ts';
import { reuseFirst } from './reuse-words.ts';
import { alert, blocks, card, context, dotted, emphasis, person, says, strong } from './spans.ts';

export function planCard(workflow: Workflow): Card {
  const question = latestPlanQuestion(workflow);
  const open = question?.state.kind === 'open' ? question : null;
  const told = open && !isAnyone(open.policy) ? whoIsAsked(workflow, open) : null;
  return card(
    'plan',
    blocks(
      banner(workflow),
      asked(workflow),
      reuseFirst(workflow),
      rehearsal(workflow),
      workflow.start === null ? pausedLine(workflow) : null,
      workflow.complexity && indicatorReasons(workflow.complexity),
      branchTaken(workflow),
      chosenWithRequest(workflow),
      givenWords(workflow),
      workflow.proposal === null ? beforePlan(workflow) : withPlan(workflow, workflow.proposal),
      question ? planAnswer(workflow, question) : startedAtOnce(workflow),
    ),
    [...(open ? planQuestion(workflow, open) : []), ...(workflow.start === null && workflow.paused ? [resumeAction(workflow)] : [])],
    told?.people,
    told?.groups,
  );
}

/** The open question about the plan, else the one answered last; a voided one says nothing any more. */
function latestPlanQuestion(workflow: Workflow): Decision | null {
  const questions = [...workflow.decisions.values()].filter((decision) => decision.question.kind === 'plan-approval' || decision.question.kind === 'run-plan');
  return questions.findLast((decision) => decision.state.kind === 'open') ?? questions.findLast((decision) => decision.state.kind === 'answered') ?? null;
}

function banner(workflow: Workflow): Block {
  const { complexity, proposal, stage } = workflow;
  const level = complexity && `Complexity: ${complexity.level} ${complexity.score} of 6`;
  return {
    kind: 'heading',
    line: dotted([strong('(ORCHESTRATOR)')], `Mode: ${modeName(workflow.mode)}`, level ?? noLevel(workflow), workstreams(proposal, stage.kind)),
  };
}

function noLevel(workflow: Workflow): string | null {
  if (workflow.reuse) return `Branch of #${workflow.reuse.fromNumber}`;
  if (workflow.composition) return `Composition: ${workflow.composition.name}`;
  if (workflow.givenPlan) return 'Complexity: not assessed, the parts were given';
  return workflow.stage.kind === 'assessing' ? 'assessing' : null;
}

function workstreams(proposal: Proposal | null, stage: Workflow['stage']['kind']): string | null {
  if (proposal) return `Workstreams: ${proposal.plan.workstreams.length} in ${count(proposal.plan.phases.length, 'phase')}`;
  return stage === 'planning' ? 'planning' : null;
}

function asked(workflow: Workflow): readonly Block[] {
  const task = workflow.task.kind === 'inline' ? workflow.task.text : workflow.task.opening;
  const attached = workflow.inputs.filter(({ id }) => id !== workflow.background?.artifact);
  const shown = opening(task, 280);
  const bytes = workflow.task.kind === 'stored' ? workflow.task.artifact.bytes : null;
  const whole = shown.whole && bytes === null ? null : 'the whole text is in the request, and Baton works from all of it';
  return [
    says(emphasis(shown.text)),
    {
      kind: 'context',
      line: dotted(
        `#${workflow.number}`,
        ['asked by ', person(workflow.requester)],
        attached.length > 0 ? `with ${filesInShort(attached.map((input) => input.name))}` : null,
        background(workflow),
        whole,
      ),
    },
  ];
}

/** More names than this are a wall; the whole list is in the request. */
const MOST_FILES_NAMED = 6;

function filesInShort(names: readonly string[]): string {
  if (names.length <= MOST_FILES_NAMED) return names.join(', ');
  return `${count(names.length, 'file')}: ${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

/** Which message is the instruction, and what is only read along. */
function background({ background: before }: Workflow): string | null {
  return (
    before && `this message is the instruction; ${count(before.messages, 'earlier message')} of the thread ${before.messages === 1 ? 'is' : 'are'} background`
  );
}

function rehearsal(workflow: Workflow): Block | null {
  if (!workflow.spent.rehearsal) return null;
  return alert(
    'warning',
    strong('Rehearsal: '),
    'no model key is set (ANTHROPIC_API_KEY). Every text here is made up by rule, not by a model, and $0 is charged. Costs are shown at table prices.',
  );
}

function beforePlan(workflow: Workflow): Block | null {
  if (openDecisions(workflow).some((decision) => ['call-failed', 'budget', 'cap-reached', 'missing-inputs'].includes(decision.question.kind))) {
    return says('Waits for an answer: see the question below.');
  }
  switch (workflow.stage.kind) {
    case 'assessing':
      return says('Weighing the task. The plan, or a direct answer, follows here.');
    case 'answering':
      return says(
        `${workflow.options.pattern === 'inline' ? 'One answer was asked for' : 'One answer is enough for this'}: no plan, no workstreams. It is being written.`,
      );
    case 'planning': {
      const failure = workflow.tries.get('plan')?.lastFailure ?? null;
      if (failure?.kind !== 'plan-rejected') return says('Worth several agents. The plan is being made.');
      return says('The plan is being made again, because the last one broke a rule: ', failure.detail);
    }
    case 'ended':
      if (workflow.answer?.kind === 'inline')
        return says(`${workflow.options.pattern === 'inline' ? 'One answer was asked for' : 'One answer was enough for this'}: no plan, no workstreams.`);
      return says(isInline(workflow) ? 'One answer would have been enough for this: no plan, no workstreams.' : 'It ended before there was a plan.');
    case 'shown':
      return says('One answer would be enough for this: there is no plan to show.');
    case 'awaiting-approval':
    case 'running':
    case 'synthesising':
      return null;
    default: {
      const missed: never = workflow.stage;
      return missed;
    }
  }
}

function isInline({ judgement, complexity }: Workflow): boolean {
  return judgement ? judgement.pattern === 'inline' : complexity?.level === 'SIMPLE';
}

function withPlan(workflow: Workflow, proposal: Proposal): readonly Block[] {
  return blocks(changed(proposal), planMap(proposal.plan, workflow), planFacts(workflow, proposal));
}

function changed(proposal: Proposal): Block | null {
  const { change, author } = proposal;
  if (change === null) return null;
  const dropped = change.dropped.length > 0 ? `${refs(change.dropped)} dropped` : null;
  const reworded = change.changed.length > 0 ? `${refs(change.changed)} changed` : null;
  const what = [dropped, reworded].filter((part) => part !== null).join(', ');
  return alert(
    'info',
    strong('Plan changed'),
    author && ' by ',
    author && person(author),
    `${what === '' ? '' : `: ${what}`}. An approval of the earlier version no longer holds.`,
  );
}

function startedAtOnce(workflow: Workflow): Block | null {
  if (workflow.start === null || workflow.start.by !== null) return null;
  const quiet = workflow.settings.verbose_progress ? '' : ' Progress is not posted (verbose_progress is off): /baton status shows it, /baton cancel stops it.';
  return context(`Started at once without asking, because confirm_before_execute is off here.${quiet}`);
}
