/**
 * `decide`: what an input means for a workflow, as events and effects. Pure: time and ids arrive with the input,
 * a refusal is an event, and nothing here throws for what people or models do.
 */
import { answerDecision } from './decide-answer.ts';
import { callFailed, callSucceeded, settledLate } from './decide-call.ts';
import { driverLeaves, driverTookOver } from './decide-driver.ts';
import { editPlan } from './decide-edit.ts';
import { override } from './decide-override.ts';
import { placeChanged } from './decide-place.ts';
import type { WorkflowEvent } from './event.ts';
import { evolve } from './evolve.ts';
import type { Effect, Input } from './input.ts';
import { limitsMoved } from './limits.ts';
import { nextEvents } from './schedule.ts';
import type { Workflow, WorkflowState } from './state.ts';

export interface Decided {
  readonly events: readonly WorkflowEvent[];
  readonly effects: readonly Effect[];
  /** The state with the events folded, as a ledger that records them at `now` will fold it. */
  readonly after: WorkflowState;
}

/** More follow-up events than any plan can cause: reaching it is a bug in a rule, not a long plan. */
const MAX_FOLLOW_UPS = 10_000;

/** `follow` false: only what the input itself means, for a process that stops; the next driver goes on from there. */
export function decide(state: WorkflowState, input: Input, now: number, follow = true): Decided {
  const events: WorkflowEvent[] = [];
  let after = state;
  const record = (more: readonly WorkflowEvent[]): void => {
    for (const event of more) {
      after = evolve(after, { seq: versionOf(after) + 1, at: now, input: null, event });
      events.push(event);
    }
  };
  record(meaningOf(state, input, now));
  // A request is opened by whoever took it, and only a driver may start calls; a driver that leaves starts nothing more.
  if (follow && input.kind !== 'request' && input.kind !== 'driver-leaves') {
    for (let following = followUps(after, now); following.length > 0; following = followUps(after, now)) {
      record(following);
      if (events.length > MAX_FOLLOW_UPS) throw new Error(`The rules do not come to rest after the input ${input.kind}.`);
    }
  }
  return { events, effects: events.flatMap(effectOf), after };
}

function meaningOf(state: WorkflowState, input: Input, now: number): readonly WorkflowEvent[] {
  if (input.kind === 'request') {
    const { kind: _, ...request } = input;
    return state.kind === 'none' ? [{ kind: 'requested', ...request }] : [];
  }
  return state.kind === 'none' ? [] : meaningFor(state, input, now);
}

function meaningFor(workflow: Workflow, input: Exclude<Input, { kind: 'request' }>, now: number): readonly WorkflowEvent[] {
  switch (input.kind) {
    case 'call-succeeded':
      return callSucceeded(workflow, input, now);
    case 'call-failed':
      return callFailed(workflow, input);
    case 'call-aborted':
      return settledLate(workflow, input.attempt, input.usage);
    case 'driver-took-over':
      return [...driverTookOver(workflow), ...(input.limits ? limitsMoved(workflow, input.limits) : [])];
    case 'limits-read':
      return limitsMoved(workflow, input.limits);
    case 'time-passed':
      return [];
    case 'budget-reached':
      // What arrived with it may have ended the run.
      return workflow.stage.kind === 'ended' ? [] : [{ kind: 'budget-reached', caps: input.caps }];
    case 'driver-leaves':
      return driverLeaves(workflow);
    case 'answer':
      return answerDecision(workflow, input, now);
    case 'edit-plan':
      return editPlan(workflow, input, now);
    case 'override':
      return override(workflow, input.actor, input.change, now);
    case 'place-changed':
      return placeChanged(workflow, input, now);
    default: {
      const missed: never = input;
      return missed;
    }
  }
}

function followUps(state: WorkflowState, now: number): readonly WorkflowEvent[] {
  return state.kind === 'none' ? [] : nextEvents(state, now);
}

function effectOf(event: WorkflowEvent): Effect[] {
  if (event.kind === 'attempt-started') return [{ kind: 'call', attempt: event.attempt.id }];
  if (event.kind === 'attempt-interrupted' && event.reason !== 'crash') return [{ kind: 'abort', attempt: event.attempt }];
  return [];
}

function versionOf(state: WorkflowState): number {
  return state.kind === 'none' ? 0 : state.version;
}
