/** Deliberate faults, put around the real `decide`: each must be caught by the rule that it names. */
import { type Decided, decide } from '../../src/engine/decide.ts';
import type { WorkflowEvent } from '../../src/engine/event.ts';
import { evolve } from '../../src/engine/evolve.ts';
import type { Input } from '../../src/engine/input.ts';
import type { Workflow, WorkflowState } from '../../src/engine/state.ts';
import type { Decide } from './sim-driver.ts';

export interface Break {
  readonly name: string;
  readonly caughtBy: readonly string[];
  readonly decide: Decide;
}

export const BREAKS: readonly Break[] = [
  { name: 'starts before dependencies are done', caughtBy: ['dependencies-first'], decide: believing(withoutDependencies) },
  {
    name: 'starts more than the limit',
    caughtBy: ['parallel-limit'],
    decide: believing((state) => ({ ...state, settings: { ...state.settings, max_parallel_agents: 99 } })),
  },
  {
    name: 'forgets what was spent',
    caughtBy: ['within-cap'],
    decide: believing((state) => ({ ...state, spent: { ...state.spent, costUsd: 0, reservedUsd: 0 } })),
  },
  { name: 'applies a decision twice', caughtBy: ['decision-applied-once', 'decision-open'], decide: believing(withEverythingOpen) },
  { name: 'lets anyone answer', caughtBy: ['decision-policy'], decide: believing(withOpenPolicies) },
  {
    name: 'runs finished work again after a takeover',
    caughtBy: ['finished-not-rerun'],
    decide: believing((state, input) => (input.kind === 'driver-took-over' ? withNothingDone(state) : state)),
  },
  { name: 'starts work while paused', caughtBy: ['pause-holds'], decide: believing((state) => ({ ...state, paused: null })) },
  { name: 'retries for ever', caughtBy: ['retries-bounded'], decide: believing((state) => ({ ...state, tries: new Map() })) },
  {
    name: 'starts without an approval',
    caughtBy: ['approval-asked'],
    decide: believing((state) => ({ ...state, settings: { ...state.settings, confirm_before_execute: false } })),
  },
  { name: 'tells nobody about a failure', caughtBy: ['failure-reaches-people', 'no-silent-stop'], decide: silent('failure-menu') },
  { name: 'tells nobody about a block', caughtBy: ['blocked-reaches-people', 'no-silent-stop'], decide: silent('dependency-menu') },
  {
    name: 'records a call and never makes it',
    caughtBy: ['at-rest', 'settles', 'resumption-is-true'],
    decide: (...asked) => ({ ...decide(...asked), effects: [] }),
  },
  { name: 'announces a restart that was none', caughtBy: ['resumption-is-true'], decide: announcing },
  { name: 'answers with a state that its events do not give', caughtBy: ['fold-equals-decided'], decide: drifting },
];

/** Decides upon a state that is not so; the events are folded into the true one. */
function believing(lie: (state: Workflow, input: Input) => Workflow): Decide {
  return (state, input, now, follow) => {
    const decided = decide(state.kind === 'none' ? state : lie(state, input), input, now, follow);
    return withEvents(state, decided.events, decided, now);
  };
}

function withEvents(state: WorkflowState, events: readonly WorkflowEvent[], decided: Decided, now: number): Decided {
  const version = state.kind === 'none' ? 0 : state.version;
  const after = events.reduce<WorkflowState>((folded, event, index) => evolve(folded, { seq: version + index + 1, at: now, input: null, event }), state);
  return { events, effects: decided.effects, after };
}

function withoutDependencies(state: Workflow): Workflow {
  if (!state.proposal) return state;
  const workstreams = state.proposal.plan.workstreams.map((workstream) => ({ ...workstream, dependsOn: [] }));
  const everything = { title: '', workstreams: workstreams.map(({ id }) => id), persona: null, skills: [], gate: 'none' as const, handoff: false };
  const [first] = state.proposal.plan.phases;
  const phases = first ? [{ ...everything, id: first.id }] : [];
  return { ...state, proposal: { ...state.proposal, plan: { ...state.proposal.plan, workstreams, phases } } };
}

function withEverythingOpen(state: Workflow): Workflow {
  return { ...state, decisions: new Map([...state.decisions].map(([id, decision]) => [id, { ...decision, state: { kind: 'open' } }])) };
}

function withOpenPolicies(state: Workflow): Workflow {
  return { ...state, decisions: new Map([...state.decisions].map(([id, decision]) => [id, { ...decision, policy: { kind: 'anyone' } }])) };
}

function withNothingDone(state: Workflow): Workflow {
  return {
    ...state,
    workstreams: new Map(
      [...state.workstreams].map(([id, record]) => [id, record.status.kind === 'done' ? { ...record, status: { kind: 'pending' } } : record]),
    ),
  };
}

/** Keeps one kind of question to itself, while the engine would ask. */
function silent(kind: 'failure-menu' | 'dependency-menu'): Decide {
  return (state, input, now, follow) => {
    const decided = decide(state, input, now, follow);
    const kept = decided.events.filter((event) => event.kind !== 'decision-asked' || event.decision.question.kind !== kind);
    return withEvents(state, kept, decided, now);
  };
}

function announcing(state: WorkflowState, input: Input, now: number, follow?: boolean): Decided {
  const decided = decide(state, input, now, follow);
  if (input.kind !== 'driver-took-over' || decided.events.length === 0) return decided;
  const event: WorkflowEvent = { kind: 'driver-resumed', kept: 0, repeated: [], maybeTwiceUsd: 0, cause: 'crash' };
  return withEvents(state, [...decided.events, event], decided, now);
}

function drifting(...asked: Parameters<Decide>): Decided {
  const decided = decide(...asked);
  return decided.after.kind === 'none' ? decided : { ...decided, after: { ...decided.after, attemptsMade: decided.after.attemptsMade + 1 } };
}
