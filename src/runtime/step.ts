/** Decides a batch of arrivals one after the other: the events of all of them, for one append. `follow` false: nothing new is started. */
import { decide } from '../engine/decide.ts';
import type { Recorded } from '../engine/event.ts';
import type { InputId } from '../engine/ids.ts';
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
  for (const arrival of arrivals) {
    const before = current.kind === 'workflow' ? current.version : 0;
    const decided = decide(current, arrival.input, now, follow);
    recorded.push(...decided.events.map((event, index) => ({ seq: before + 1 + index, at: now, input: arrival.id, event })));
    effects.push(...decided.effects);
    current = decided.after;
    // What led to nothing (the call had been cancelled) leaves nothing behind.
    if (decided.events.some(({ kind }) => kind !== 'attempt-settled')) artifacts.push(...arrival.artifacts);
    const refusal = decided.events.find((event) => event.kind === 'refused');
    if (arrival.id !== null) applied.push({ id: arrival.id, outcome: refusal ? { kind: 'refused', reason: refusal.reason } : { kind: 'accepted' } });
  }
  return { recorded, effects: startsThatStand(effects), after: current.kind === 'workflow' ? current : state, artifacts, applied };
}

/** A call that a later input of the same batch aborts is not started at all. */
function startsThatStand(effects: readonly Effect[]): readonly Effect[] {
  const aborted = new Set(effects.filter(({ kind }) => kind === 'abort').map(({ attempt }) => attempt));
  return effects.filter((effect) => effect.kind === 'abort' || !aborted.has(effect.attempt));
}
