/** Folds events into the state. Total: every event kind is handled, and none is refused (decide did that). */

import type { Recorded, WorkflowEvent } from './event.ts';
import { evolveAttempt } from './evolve-attempt.ts';
import { evolveDecision } from './evolve-decision.ts';
import { evolvePhase } from './evolve-phase.ts';
import { evolveWorkstream } from './evolve-workstream.ts';
import type { Workflow, WorkflowState } from './state.ts';

export function evolve(state: WorkflowState, recorded: Recorded): WorkflowState {
  const { event, at, seq } = recorded;
  if (event.kind === 'requested') return opened(event, at, seq);
  if (state.kind === 'none') return state;
  return { ...step(state, event, at), updatedAt: at, version: seq };
}

/** The state after a whole log; `none` for an empty one. */
export function replay(log: readonly Recorded[]): WorkflowState {
  return log.reduce<WorkflowState>(evolve, { kind: 'none' });
}

function opened(event: Extract<WorkflowEvent, { kind: 'requested' }>, at: number, seq: number): Workflow {
  return {
    kind: 'workflow',
    id: event.workflow,
    number: event.number,
    place: event.place,
    requester: event.requester,
    mode: event.mode,
    task: event.task,
    inputs: event.inputs,
    settings: event.settings,
    requestedAt: at,
    updatedAt: at,
    version: seq,
    stage: event.givenPlan ? { kind: 'planning' } : { kind: 'assessing' },
    paused: null,
    windingDown: false,
    complexity: null,
    suggestedPattern: null,
    givenPlan: event.givenPlan,
    proposal: null,
    start: null,
    phases: new Map(),
    workstreams: new Map(),
    running: new Map(),
    tries: new Map(),
    decisions: new Map(),
    handoffs: [],
    notes: [],
    handedBack: [],
    resumptions: [],
    answer: null,
    capUsd: event.settings.workflow_budget_usd,
    spent: { costUsd: 0, chargedUsd: 0, inputTokens: 0, outputTokens: 0, reservedUsd: 0, calls: 0, rehearsal: event.rehearsal },
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
    case 'decision-answered':
    case 'decision-voided':
      return evolveDecision(state, event, at);
    case 'execution-started':
      return { ...state, stage: { kind: 'running' }, start: { at, by: event.by } };
    case 'phase-started':
    case 'phase-finished':
    case 'handoff-recorded':
    case 'handoff-waived':
      return evolvePhase(state, event, at);
    case 'attempt-started':
    case 'attempt-succeeded':
    case 'attempt-failed':
    case 'attempt-interrupted':
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
      return evolveWorkstream(state, event, at);
    case 'context-added':
      return { ...state, notes: [...state.notes, { by: event.by, text: event.text, workstream: event.workstream, at }] };
    case 'cap-raised':
      return { ...state, capUsd: event.capUsd };
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
      return { ...state, stage: { kind: 'ended', outcome: event.outcome, at, by: event.by }, paused: null, handedBack: [] };
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

function stageAfterAssessment(state: Workflow, level: string): Workflow['stage'] {
  if (level !== 'SIMPLE') return { kind: 'planning' };
  return state.mode === 'plan-only' ? { kind: 'shown' } : { kind: 'answering' };
}

function proposed(state: Workflow, event: Extract<WorkflowEvent, { kind: 'plan-proposed' }>): Workflow {
  const { kind: _, ...proposal } = event;
  return {
    ...state,
    proposal,
    stage: state.mode === 'plan-only' ? { kind: 'shown' } : { kind: 'awaiting-approval' },
    phases: new Map(event.plan.phases.map(({ id }) => [id, { id, state: { kind: 'pending' } }])),
    workstreams: new Map(
      event.plan.workstreams.map(({ id }) => [
        id,
        { id, status: { kind: 'pending' }, attempts: 0, tokens: { input: 0, output: 0 }, costUsd: 0, loop: null, startedAt: null, settledAt: null },
      ]),
    ),
  };
}
