/**
 * The whole thread of a workflow as it should be now, in posting order: a pure function of the state, so that any
 * process can compute it. Keys are stable; the poster compares each card with what was posted under its key.
 */
import { type CastBallot, castBallots, recastBallots } from '../engine/ballots.ts';
import type { Plan } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { answerCard } from './answer-card.ts';
import type { Card } from './card.ts';
import { completionCard } from './completion-card.ts';
import { decisionCard } from './decision-card.ts';
import { handoffCard } from './handoff-card.ts';
import { liveCard } from './live-card.ts';
import { momentCard } from './moment-card.ts';
import { ballotCard, panelCard } from './panel-card.ts';
import { wasPassedOver } from './passed-over.ts';
import { phaseCard } from './phase-card.ts';
import { planCard } from './plan-card.ts';
import { resumptionCard } from './resumption-card.ts';
import { supervisedCard } from './supervised-words.ts';

export interface ThreadPost {
  readonly key: string;
  readonly card: Card;
}

export function threadOf(workflow: Workflow): readonly ThreadPost[] {
  const plan = workflow.proposal?.plan ?? null;
  const replies = [
    ...resumptions(workflow),
    ...decisions(workflow, plan),
    ...moments(workflow),
    ...(plan && workflow.settings.verbose_progress ? progress(workflow, plan) : []),
    ...ends(workflow),
  ];
  // What came first stands first; within one moment a phase's end stands before the next one's start.
  replies.sort((one, other) => one.at - other.at || one.phase - other.phase || one.rank - other.rank);
  return [{ key: 'plan', card: planCard(workflow) }, ...replies.map(({ key, card }) => ({ key, card }))];
}

interface Reply extends ThreadPost {
  readonly at: number;
  /** Position of the phase that it belongs to; the end of a run comes after all of them. */
  readonly phase: number;
  readonly rank: number;
}

const RANK = { resumption: 0, live: 1, phase: 2, ballot: 3, panel: 4, supervised: 5, decision: 6, moment: 7, handoff: 8, end: 9 } as const;

function resumptions(workflow: Workflow): readonly Reply[] {
  const end = workflow.stage.kind === 'ended' ? workflow.stage.at : Number.POSITIVE_INFINITY;
  // Nothing runs again once the run is over, so there is nothing to tell.
  const told = workflow.resumptions.filter((resumption) => resumption.at <= end);
  return told.map((resumption, index) => ({
    key: `resumption:${index + 1}`,
    card: resumptionCard(workflow, resumption),
    at: resumption.at,
    phase: -1,
    rank: RANK.resumption,
  }));
}

/** The plan's own question stands on the plan card. */
function decisions(workflow: Workflow, plan: Plan | null): readonly Reply[] {
  return [...workflow.decisions.values()].flatMap((decision): Reply[] => {
    const { question } = decision;
    if (question.kind === 'plan-approval' || question.kind === 'run-plan') return [];
    const phase = 'workstream' in question ? phaseIndex(plan, (candidate) => candidate.workstreams.includes(question.workstream)) : Number.MAX_SAFE_INTEGER;
    return [{ key: `decision:${decision.id}`, card: decisionCard(workflow, decision), at: decision.askedAt, phase, rank: RANK.decision }];
  });
}

/** They are short, and told where progress is not: whoever must act, or wonders, has to know. */
function moments(workflow: Workflow): readonly Reply[] {
  return workflow.moments.flatMap((moment, index): Reply[] => {
    const reply = momentCard(workflow, moment);
    return reply ? [{ key: `moment:${index + 1}`, card: reply, at: moment.at, phase: Number.MAX_SAFE_INTEGER, rank: RANK.moment }] : [];
  });
}

function progress(workflow: Workflow, plan: Plan): readonly Reply[] {
  return [...live(workflow, plan), ...phases(workflow, plan), ...ballots(workflow, plan), ...supervised(workflow), ...handoffs(workflow, plan)];
}

function live(workflow: Workflow, plan: Plan): readonly Reply[] {
  return workflow.start ? [{ key: 'live', card: liveCard(workflow, plan), at: workflow.start.at, phase: -1, rank: RANK.live }] : [];
}

function phases(workflow: Workflow, plan: Plan): readonly Reply[] {
  return plan.phases.flatMap((phase, index): Reply[] => {
    const state = workflow.phases.get(phase.id)?.state;
    // A list has one phase, and nobody hands over in it.
    if (plan.tracked || !state || state.kind === 'pending' || wasPassedOver(workflow, phase.id)) return [];
    return [{ key: `phase:${phase.id}`, card: phaseCard(workflow, plan, phase), at: state.startedAt, phase: index, rank: RANK.phase }];
  });
}

function ballots(workflow: Workflow, plan: Plan): readonly Reply[] {
  const before = recastBallots(workflow);
  const replies = [...before, ...castBallots(workflow)].map((one, index, all): Reply => {
    const phase = phaseIndex(plan, (candidate) => candidate.workstreams.includes(one.id));
    const card = ballotCard(workflow, one, index < before.length);
    return { key: ballotKey(one, all.slice(0, index)), card, at: one.castAt, phase, rank: RANK.ballot };
  });
  const panel = panelCard(workflow);
  const last = replies.at(-1);
  return panel && last ? [...replies, { ...last, key: 'panel', card: panel, at: countedAt(workflow), rank: RANK.panel }] : replies;
}

/** The plan has one phase while it grows. */
function supervised(workflow: Workflow): readonly Reply[] {
  return workflow.supervision.decisions.map((decided) => ({
    key: `supervised:${decided.round}`,
    card: supervisedCard(workflow, decided),
    at: decided.at,
    phase: 0,
    rank: RANK.supervised,
  }));
}

/** When the ballots were first counted: a panel that votes again keeps its place in the thread. */
function countedAt(workflow: Workflow): number {
  const asked = [...workflow.decisions.values()].find(({ question }) => question.kind === 'casting-vote');
  const all = [...recastBallots(workflow), ...castBallots(workflow)];
  const first = all.filter((one, index) => all.findIndex(({ id }) => id === one.id) === index);
  return asked?.askedAt ?? Math.max(...first.map(({ castAt }) => castAt));
}

/** A seat that votes again gets another card: the first stays as it was read. */
function ballotKey({ id }: CastBallot, earlier: readonly CastBallot[]): string {
  const votes = earlier.filter((other) => other.id === id).length + 1;
  return votes === 1 ? `ballot:${id}` : `ballot:${id}:${votes}`;
}

function handoffs(workflow: Workflow, plan: Plan): readonly Reply[] {
  const worthwhile = workflow.handoffs.filter((handoff) => !wasPassedOver(workflow, handoff.phase));
  return worthwhile.map((handoff) => ({
    key: `handoff:${handoff.phase}`,
    card: handoffCard(workflow, plan, handoff),
    at: handoff.at,
    phase: phaseIndex(plan, (candidate) => candidate.id === handoff.phase),
    rank: RANK.handoff,
  }));
}

/** A direct answer is its own end; everything else ends with the completion card. */
function ends(workflow: Workflow): readonly Reply[] {
  const base = { phase: Number.MAX_SAFE_INTEGER, rank: RANK.end };
  if (workflow.answer?.kind === 'inline') return [{ ...base, key: 'answer', card: answerCard(workflow, workflow.answer), at: workflow.answer.at }];
  if (workflow.stage.kind !== 'ended') return [];
  return [{ ...base, key: 'end', card: completionCard(workflow, workflow.stage), at: workflow.stage.at }];
}

function phaseIndex(plan: Plan | null, matches: (phase: Plan['phases'][number]) => boolean): number {
  const index = plan?.phases.findIndex(matches) ?? -1;
  return index === -1 ? Number.MAX_SAFE_INTEGER : index;
}
