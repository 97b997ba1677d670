/** Decides a batch of arrivals one after the other: the events of all of them, for one append. `follow` false: nothing new is started. */
import { NOTHING_USED, type Usage } from '../engine/call.ts';
import { decide } from '../engine/decide.ts';
import type { Recorded } from '../engine/event.ts';
import type { AttemptId, InputId } from '../engine/ids.ts';
import type { Effect } from '../engine/input.ts';
import type { Workflow, WorkflowState } from '../engine/state.ts';
import type { InputOutcome, NewArtifact } from '../ports/ledger.ts';
import type { Arrival } from './mailbox.ts';

export interface Step {
  readonly recorded: readonly Recorded[];
  readonly effects: readonly Effect[];
  readonly after: Workflow;
  readonly artifacts: readonly NewArtifact[];
  readonly applied: readonly { readonly id: InputId; readonly outcome: InputOutcome }[];
}

export function decideAll(state: Workflow, arrivals: readonly Arrival[], now: number, follow: boolean): Step {
  const recorded: Recorded[] = [];
  const effects: Effect[] = [];
  const artifacts: NewArtifact[] = [];
  const applied: { id: InputId; outcome: InputOutcome }[] = [];
  let current: WorkflowState = state;
  const take = (arrival: Arrival): void => {
    const before = current.kind === 'workflow' ? current.version : 0;
    const decided = decide(current, arrival.input, now, follow);
    recorded.push(...decided.events.map((event, index) => ({ seq: before + 1 + index, at: now, input: arrival.id, event })));
    effects.push(...decided.effects);
    current = decided.after;
    // What led to nothing (the call had been cancelled) leaves nothing behind.
    if (decided.events.some(({ kind }) => kind !== 'attempt-settled')) artifacts.push(...arrival.artifacts);
    const refusal = decided.events.find((event) => event.kind === 'refused');
    if (arrival.id !== null) applied.push({ id: arrival.id, outcome: refusal ? { kind: 'refused', reason: refusal.reason } : { kind: 'accepted' } });
  };
  for (const arrival of arrivals) take(arrival);
  // A call that a later input of the same batch aborts is not started at all, and has cost nothing.
  for (const attempt of neverStarted(effects))
    take({ input: { kind: 'call-aborted', attempt, usage: nothingUsed(recorded, attempt) }, id: null, artifacts: [] });
  return { recorded, effects: startsThatStand(effects), after: current.kind === 'workflow' ? current : state, artifacts, applied };
}

function startsThatStand(effects: readonly Effect[]): readonly Effect[] {
  const never = new Set(neverStarted(effects));
  return effects.filter(({ attempt }) => !never.has(attempt));
}

function neverStarted(effects: readonly Effect[]): readonly AttemptId[] {
  const aborted = new Set(effects.filter(({ kind }) => kind === 'abort').map(({ attempt }) => attempt));
  return effects.filter(({ kind, attempt }) => kind === 'call' && aborted.has(attempt)).map(({ attempt }) => attempt);
}

function nothingUsed(recorded: readonly Recorded[], id: AttemptId): Usage {
  const started = recorded.flatMap(({ event }) => (event.kind === 'attempt-started' && event.attempt.id === id ? [event.attempt] : []));
  return { ...NOTHING_USED, model: started[0]?.model ?? '' };
}
