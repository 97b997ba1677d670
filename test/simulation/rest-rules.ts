/** What must hold when nothing moves any more: the workflow has ended, or a named person holds it. */

import { isAtRest } from '../../src/engine/at-rest.ts';
import type { Question } from '../../src/engine/decision.ts';
import type { WorkstreamId } from '../../src/engine/ids.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { nextDue } from '../../src/engine/schedule-time.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { isTracked } from '../../src/engine/tracked.ts';
import type { SimThread } from './sim-thread.ts';
import { must } from './violation.ts';

export function restRules(workflow: Workflow, thread: SimThread): void {
  const open = openDecisions(workflow);
  const held = workflow.stage.kind === 'ended' || open.length > 0 || workflow.paused !== null || workflow.away !== null || isOpenList(workflow);
  must(held, 'no-silent-stop', () => `nothing moves and nobody is asked (${describe(workflow)})`);
  must(workflow.stage.kind !== 'ended' || open.length === 0, 'ended-asks-nothing', () => `${open.length} decisions still open`);
  must(workflow.stage.kind !== 'ended' || workflow.parked === null, 'ended-is-not-parked', () => 'parked');
  must(workflow.stage.kind !== 'ended' || workflow.running.size === 0, 'ended-runs-nothing', () => `${workflow.running.size} calls in flight`);
  const { parked } = workflow;
  must(parked === null || open.some(({ id }) => id === parked.decision), 'parked-on-a-question', () => `parked, and nobody is asked (${describe(workflow)})`);
  if (workflow.stage.kind !== 'ended') failuresReachPeople(workflow);
  must(workflow.stage.kind !== 'ended' || workflow.away === null, 'ended-is-not-away', () => 'away');
  const waits = open.length > 0 && workflow.parked === null && workflow.away === null;
  must(!waits || nextDue(workflow) !== null, 'silence-ends', () => `people are asked, and nobody will ever look again (${describe(workflow)})`);
  must(thread.shows(workflow), 'thread-is-shown', () => `people see something else (${describe(workflow)})`);
  must(isAtRest(workflow), 'at-rest', () => `nothing moves, but the engine wants to go on (${describe(workflow)})`);
}

/** Whoever does the work holds it, until somebody asks for the whole. */
function isOpenList(workflow: Workflow): boolean {
  return isTracked(workflow) && workflow.stage.kind === 'running' && !workflow.windingDown;
}

/** A workstream that failed for good is asked about, unless a person accepted the gap or chose to wind down. */
function failuresReachPeople(workflow: Workflow): void {
  if (workflow.windingDown) return;
  const questions = openDecisions(workflow).map(({ question }) => question);
  // With three failures one question stands for all menus.
  if (questions.some(({ kind }) => kind === 'many-failed')) return;
  const asked = new Set(questions.flatMap(askedAbout));
  for (const { id, status } of workflow.workstreams.values()) {
    const silent = status.kind === 'failed' && status.accepted === null && !asked.has(id);
    must(!silent, 'failure-reaches-people', () => `[${id}] failed and nobody is asked (${describe(workflow)})`);
    must(
      status.kind !== 'blocked' || asked.has(id) || asked.has(rootOf(workflow, status.by)),
      'blocked-reaches-people',
      () => `[${id}] is blocked and nobody is asked (${describe(workflow)})`,
    );
  }
}

function askedAbout(question: Question): readonly WorkstreamId[] {
  if (question.kind === 'failure-menu' || question.kind === 'dependency-menu') return [question.workstream, ...question.blocks];
  // What the supervisor would do about it waits for a yes.
  return question.kind === 'growth-approval' ? [question.workstream] : [];
}

/** What others are blocked by in the end: somebody may have been moved behind a gap that was asked about before. */
function rootOf(workflow: Workflow, id: WorkstreamId): WorkstreamId {
  const status = workflow.workstreams.get(id)?.status;
  return status?.kind === 'blocked' ? rootOf(workflow, status.by) : id;
}

function describe(workflow: Workflow): string {
  const work = [...workflow.workstreams.values()].map(({ id, status }) => `${id}:${status.kind}`).join(' ');
  const asked = openDecisions(workflow).map(({ question }) => question.kind);
  return `stage ${workflow.stage.kind}${workflow.paused ? ', paused' : ''}${workflow.parked ? ', parked' : ''}${workflow.away ? ', away' : ''}${workflow.windingDown ? ', winding down' : ''}; ${work}; running ${workflow.running.size}; asked ${asked.join(', ') || 'nothing'}`;
}
