/** Folds events into the state. Total: every event kind is handled, and none is refused (decide did that). */

import { isSameCap } from './budget.ts';
import type { Recorded, WorkflowEvent } from './event.ts';
import { evolveAttempt } from './evolve-attempt.ts';
import { evolveDecision, withDecision } from './evolve-decision.ts';
import { underLimits } from './evolve-limits.ts';
import { evolvePhase, isComplete } from './evolve-phase.ts';
import { evolveWorkstream } from './evolve-workstream.ts';
import type { WorkstreamId } from './ids.ts';
import { withMoment } from './moment.ts';
import { type ReusedResult, reusedResults } from './reused-results.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Workflow, WorkflowState, WorkstreamRecord } from './state.ts';

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
    settings,
    requestedAt: at,
    updatedAt: at,
    version: seq,
    stage: event.givenPlan ? { kind: 'planning' } : { kind: 'assessing' },
    paused: null,
    parked: null,
    progressAt: at,
    noticed: { stallSince: null, progressAt: null },
    moments: [],
    windingDown: false,
    complexity: null,
    suggestedPattern: null,
    givenPlan: event.givenPlan,
    reuse: event.reuse,
    proposal: null,
    start: null,
    phases: new Map(),
    workstreams: new Map(),
    running: new Map(),
    bookings: new Map(),
    tries: new Map(),
    decisions: new Map(),
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
      return { ...state, complexity: event.complexity, suggestedPattern: event.suggestedPattern, stage: stageAfterAssessment(state, event.complexity.level) };
    case 'plan-proposed':
      return proposed(state, event);
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
    case 'context-added':
      return { ...state, notes: [...state.notes, { by: event.by, text: event.text, workstream: event.workstream, at }] };
    case 'parked':
      return { ...state, parked: { decision: event.decision, at } };
    case 'unparked':
      return event.deadlines.reduce<Workflow>(
        (next, { decision, deadline }) => withDecision(next, decision, (old) => ({ ...old, deadline, reminded: false, escalatedTo: old.escalatedTo })),
        { ...state, parked: null },
      );
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
      return { ...state, stage: { kind: 'ended', outcome: event.outcome, at, by: event.by }, paused: null, parked: null, handedBack: [] };
    default: {
      const missed: never = event;
      return missed;
    }
  }
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

function stageAfterAssessment(state: Workflow, level: string): Workflow['stage'] {
  if (level !== 'SIMPLE') return { kind: 'planning' };
  return state.mode === 'plan-only' ? { kind: 'shown' } : { kind: 'answering' };
}

function proposed(state: Workflow, event: Extract<WorkflowEvent, { kind: 'plan-proposed' }>): Workflow {
  const { kind: _, ...proposal } = event;
  const reused = reusedResults(event.plan, state);
  return {
    ...state,
    proposal,
    stage: state.mode === 'plan-only' ? { kind: 'shown' } : { kind: 'awaiting-approval' },
    phases: new Map(event.plan.phases.map(({ id }) => [id, { id, state: { kind: 'pending' } }])),
    workstreams: new Map(event.plan.workstreams.map(({ id }) => [id, freshRecord(state, id, reused.get(id))])),
  };
}

/** What a former run made is done already, and costs nothing here. */
function freshRecord(state: Workflow, id: WorkstreamId, reused: ReusedResult | undefined): WorkstreamRecord {
  // An edit of the plan does not undo the model that someone chose, here or in the run that this one branches from.
  const model = state.workstreams.get(id)?.model ?? state.reuse?.models?.find(({ workstream }) => workstream === id)?.model ?? null;
  const record = { id, attempts: 0, tokens: { input: 0, output: 0 }, costUsd: 0, loop: null, model, stale: false, startedAt: null, settledAt: null };
  if (!reused) return { ...record, status: { kind: 'pending' }, reused: false };
  return { ...record, status: { kind: 'done', artifact: reused.artifact, opening: reused.opening, ballot: reused.ballot }, reused: true };
}
