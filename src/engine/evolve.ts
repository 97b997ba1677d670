/** Folds events into the state. Total: every event kind is handled, and none is refused (decide did that). */

import { ballotInTodaysShape } from './ballots.ts';
import { isSameCap } from './budget.ts';
import { filesGiven, withGiven } from './composition.ts';
import type { Note, Recorded, WorkflowEvent } from './event.ts';
import { evolveAttempt } from './evolve-attempt.ts';
import { evolveDecision, withDecision } from './evolve-decision.ts';
import { underLimits } from './evolve-limits.ts';
import { evolvePhase, isComplete } from './evolve-phase.ts';
import { evolveSupervised } from './evolve-supervised.ts';
import { evolveWorkstream } from './evolve-workstream.ts';
import { freshRecord } from './fresh-record.ts';
import { withMoment } from './moment.ts';
import type { PatternName, Workstream } from './plan.ts';
import { NO_OPTIONS } from './request-options.ts';
import { type ReusedResult, reusedResults } from './reused-results.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Workflow, WorkflowState, WorkstreamRecord } from './state.ts';
import { NO_SUPERVISION } from './supervision.ts';

export function evolve(state: WorkflowState, recorded: Recorded): WorkflowState {
  const { event, at, seq } = recorded;
  if (event.kind === 'requested') return opened(event, at, seq);
  if (state.kind === 'none') return state;
  const progressAt = movesOn(state, event) ? at : state.progressAt;
  const next = { ...withMoment(step(state, event, at), event, at), progressAt, updatedAt: at, version: seq };
  if (isComplete(next)) return { ...next, stage: { kind: 'synthesising' } };
  // The word that the results are stale comes an event before the work that comes back with it.
  return event.kind === 'workstream-requeued' && next.stage.kind === 'synthesising' ? { ...next, stage: { kind: 'running' } } : next;
}

/** The state after a whole log; `none` for an empty one. */
export function replay(log: readonly Recorded[]): WorkflowState {
  return log.reduce<WorkflowState>(evolve, { kind: 'none' });
}

function opened(event: Extract<WorkflowEvent, { kind: 'requested' }>, at: number, seq: number): Workflow {
  // Logs of earlier releases lack settings that came later.
  const settings = { ...DEFAULT_SETTINGS, ...event.settings };
  return {
    kind: 'workflow',
    id: event.workflow,
    number: event.number,
    place: event.place,
    requester: event.requester,
    mode: event.mode,
    task: event.task,
    inputs: event.inputs,
    background: event.background ?? null,
    settings,
    options: event.options ?? NO_OPTIONS,
    sizes: event.sizes ?? {},
    requestedAt: at,
    updatedAt: at,
    version: seq,
    stage: firstStage(event),
    paused: null,
    parked: null,
    away: null,
    progressAt: at,
    noticed: { stallSince: null, progressAt: null },
    moments: [],
    windingDown: false,
    complexity: null,
    suggestedPattern: null,
    judgement: null,
    givenPlan: event.givenPlan,
    composition: event.composition ?? null,
    reuse: event.reuse,
    like: event.like ?? null,
    proposal: null,
    revisions: 0,
    replans: 0,
    start: null,
    phases: new Map(),
    workstreams: new Map(),
    running: new Map(),
    bookings: new Map(),
    tries: new Map(),
    decisions: new Map(),
    formerBallots: [],
    supervision: NO_SUPERVISION,
    handoffs: [],
    notes: event.reuse?.notes ?? [],
    handedBack: [],
    resumptions: [],
    answer: null,
    capUsd: Math.min(settings.workflow_budget_usd, settings.workflow_ceiling_usd ?? Number.POSITIVE_INFINITY),
    raisedCaps: [],
    fullCaps: [],
    spent: {
      costUsd: 0,
      chargedUsd: 0,
      inputTokens: 0,
      outputTokens: 0,
      bookedTokens: 0,
      reservedUsd: 0,
      reservedTokens: 0,
      calls: 0,
      rehearsal: event.rehearsal,
    },
    attemptsMade: 0,
    decisionsMade: 0,
  };
}

function step(state: Workflow, event: Exclude<WorkflowEvent, { kind: 'requested' }>, at: number): Workflow {
  switch (event.kind) {
    case 'assessed':
      return assessed(state, event);
    case 'plan-proposed':
      return proposed(state, event);
    case 'pattern-chosen':
      return rechosen(state, event.pattern);
    case 'inputs-given':
      return {
        ...state,
        composition: state.composition && withGiven(state.composition, event.given),
        inputs: [...state.inputs, ...filesGiven(event.given)],
      };
    case 'decision-asked':
    case 'decision-voted':
    case 'decision-reminded':
    case 'decision-escalated':
    case 'decision-answered':
    case 'decision-voided':
      return evolveDecision(state, event, at);
    case 'execution-started':
      return { ...state, stage: { kind: 'running' }, start: { at, by: event.by } };
    case 'phase-started':
    case 'phase-finished':
    case 'handoff-recorded':
    case 'handoff-waived':
    case 'handoff-corrected':
    case 'phase-changed':
      return evolvePhase(state, event, at);
    case 'attempt-started':
    case 'attempt-succeeded':
    case 'attempt-failed':
    case 'attempt-interrupted':
    case 'attempt-settled':
      return evolveAttempt(state, event, at);
    case 'workstream-done':
    case 'round-drafted':
    case 'round-checked':
    case 'workstream-taken-up':
    case 'workstream-failed':
    case 'workstream-blocked':
    case 'workstream-unblocked':
    case 'workstream-requeued':
    case 'workstream-skipped':
    case 'workstream-supplied':
    case 'workstream-cancelled':
    case 'gap-accepted':
    case 'workstream-changed':
    case 'workstream-reordered':
    case 'stale-kept':
      return evolveWorkstream(state, event, at);
    case 'supervised':
      return evolveSupervised(state, event, at);
    case 'context-added':
      return { ...state, notes: [...state.notes, noteOf(event, at)] };
    case 'context-withdrawn':
      return { ...state, notes: state.notes.filter(({ id }) => id !== event.id) };
    case 'place-lost':
      return { ...state, away: { reason: event.reason, at } };
    case 'place-back':
      return withDeadlines({ ...state, away: null }, event.deadlines);
    case 'parked':
      return { ...state, parked: { decision: event.decision, at } };
    case 'unparked':
      return withDeadlines({ ...state, parked: null }, event.deadlines);
    case 'stall-noticed':
      return { ...state, noticed: { ...state.noticed, stallSince: event.since } };
    case 'progress-noticed':
      return { ...state, noticed: { ...state.noticed, progressAt: at } };
    case 'cap-raised':
      return { ...state, capUsd: event.capUsd };
    case 'budget-raised':
      return { ...state, raisedCaps: [...state.raisedCaps.filter(({ cap }) => !isSameCap(cap, event.cap)), { cap: event.cap, to: event.to }], fullCaps: [] };
    case 'budget-reached':
      return { ...state, fullCaps: event.caps };
    case 'limits-changed':
      return underLimits(state, event.limits);
    case 'paused':
      return { ...state, paused: { by: event.by, at } };
    case 'resumed':
      return { ...state, paused: null };
    case 'wind-down':
      return { ...state, windingDown: true };
    case 'driver-resumed':
      return {
        ...state,
        handedBack: [],
        resumptions: [...state.resumptions, { at, cause: event.cause, kept: event.kept, repeated: event.repeated, maybeTwiceUsd: event.maybeTwiceUsd }],
      };
    case 'answered-inline':
      return { ...state, answer: { kind: 'inline', answer: event.answer, at } };
    case 'synthesised':
      return { ...state, answer: { kind: 'integrated', title: event.title, answer: event.answer, notes: event.notes, at } };
    case 'refused':
      return state;
    case 'ended':
      return { ...state, stage: { kind: 'ended', outcome: event.outcome, at, by: event.by }, paused: null, parked: null, away: null, handedBack: [] };
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

function noteOf({ by, text, workstream, id }: Extract<WorkflowEvent, { kind: 'context-added' }>, at: number): Note {
  return { by, text, workstream, at, ...(id === undefined ? {} : { id }) };
}

/** Open questions have all their time again. */
function withDeadlines(state: Workflow, deadlines: Extract<WorkflowEvent, { kind: 'unparked' }>['deadlines']): Workflow {
  return deadlines.reduce<Workflow>((next, { decision, deadline }) => withDecision(next, decision, (old) => ({ ...old, deadline, reminded: false })), state);
}

/** Whether something finished, or started after nothing ran. */
function movesOn(state: Workflow, event: WorkflowEvent): boolean {
  switch (event.kind) {
    case 'attempt-started':
      return state.running.size === 0;
    case 'attempt-succeeded':
    case 'attempt-failed':
    case 'attempt-interrupted':
    case 'workstream-supplied':
    case 'workstream-skipped':
      return true;
    default:
      return false;
  }
}

/** Whoever asked for an answer without a plan needs no assessment either. */
function firstStage({ givenPlan, options }: Extract<WorkflowEvent, { kind: 'requested' }>): Workflow['stage'] {
  if (givenPlan) return { kind: 'planning' };
  return options?.pattern === 'inline' ? { kind: 'answering' } : { kind: 'assessing' };
}

function assessed(state: Workflow, { complexity, suggestedPattern, judgement }: Extract<WorkflowEvent, { kind: 'assessed' }>): Workflow {
  const isInline = judgement ? judgement.pattern === 'inline' : complexity.level === 'SIMPLE';
  const withoutPlan = state.mode === 'plan-only' ? ({ kind: 'shown' } as const) : ({ kind: 'answering' } as const);
  return { ...state, complexity, suggestedPattern, judgement: judgement ?? null, stage: isInline ? withoutPlan : { kind: 'planning' } };
}

/** The plan that stood there is gone; so is what its planning had failed at. */
function rechosen(state: Workflow, pattern: PatternName): Workflow {
  const tries = new Map([...state.tries].filter(([key]) => key !== 'plan'));
  const stage = pattern === 'inline' ? ({ kind: 'answering' } as const) : ({ kind: 'planning' } as const);
  const options = { ...state.options, pattern };
  return { ...state, options, stage, tries, replans: state.replans + 1, proposal: null, phases: new Map(), workstreams: new Map() };
}

function proposed(state: Workflow, event: Extract<WorkflowEvent, { kind: 'plan-proposed' }>): Workflow {
  const { kind: _, sizes, ...proposal } = event;
  const reused = reusedResults(event.plan, state);
  return {
    ...state,
    proposal,
    revisions: event.revision,
    sizes: { ...state.sizes, ...sizes },
    stage: state.mode === 'plan-only' ? { kind: 'shown' } : { kind: 'awaiting-approval' },
    phases: new Map(event.plan.phases.map(({ id }) => [id, { id, state: { kind: 'pending' } }])),
    workstreams: new Map(event.plan.workstreams.map((workstream) => [workstream.id, plannedRecord(state, workstream, reused.get(workstream.id))])),
  };
}

/** What a former run made is done already, and costs nothing here. */
function plannedRecord(state: Workflow, workstream: Workstream, reused: ReusedResult | undefined): WorkstreamRecord {
  // An edit of the plan does not undo the model that someone chose, here or in the run that this one branches from.
  const former = state.reuse?.models?.find((one) => one.workstream === workstream.id)?.model ?? null;
  const record = { ...freshRecord(workstream), model: state.workstreams.get(workstream.id)?.model ?? former };
  if (!reused) return record;
  const ballot = reused.ballot && ballotInTodaysShape(reused.ballot);
  return { ...record, status: { kind: 'done', artifact: reused.artifact, opening: reused.opening, ballot }, reused: true, reviewed: true };
}
