/** Deliberate faults, put around the real `decide`: each must be caught by the rule that it names. */
import { GENERAL_RULE, RULE_NAMES } from '../../src/engine/answer-rule.ts';
import { type Decided, decide } from '../../src/engine/decide.ts';
import type { AnswerPolicy, Decision } from '../../src/engine/decision.ts';
import type { WorkflowEvent } from '../../src/engine/event.ts';
import { evolve } from '../../src/engine/evolve.ts';
import type { AttemptId, WorkstreamId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import type { Plan } from '../../src/engine/plan.ts';
import type { Workflow, WorkflowState, WorkstreamRecord } from '../../src/engine/state.ts';
import type { Decide } from './sim-driver.ts';

export interface Break {
  readonly name: string;
  readonly caughtBy: readonly string[];
  readonly decide: Decide;
}

export const BREAKS: readonly Break[] = [
  { name: 'starts before dependencies are done', caughtBy: ['dependencies-first'], decide: believing(withoutDependencies) },
  { name: 'starts agents for work that others do', caughtBy: ['others-do-it'], decide: believing(asOwnWork) },
  { name: 'lets others get ahead of what they wait for', caughtBy: ['taken-up-in-turn', 'completed-in-turn'], decide: believing(withoutDependencies) },
  {
    name: 'takes a result back without a word',
    caughtBy: ['result-goes-on-purpose'],
    decide: (state, input, now, follow) =>
      decide(state, input.kind === 'override' && input.change.kind === 'report' ? { ...input, change: { ...input.change, again: true } } : input, now, follow),
  },
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
  {
    name: 'settles what a cancelled call used twice',
    caughtBy: ['settled-once'],
    decide: believing((state, input) => ({ ...state, bookings: input.kind === 'call-aborted' ? ANY_BOOKING(input.attempt) : state.bookings })),
  },
  {
    name: 'settles more than was booked',
    caughtBy: ['settled-downwards'],
    decide: believing((state) => ({
      ...state,
      bookings: new Map([...state.bookings].map(([id, booking]) => [id, { ...booking, usd: booking.usd * 2, tokens: booking.tokens * 2 }])),
    })),
  },
  {
    name: 'does not believe the ledger about the day',
    caughtBy: ['over-budget-ends'],
    decide: (state, input, now, follow) => decide(state, input.kind === 'budget-reached' ? { ...input, caps: [] } : input, now, follow),
  },
  {
    name: 'lets anyone go beyond a ceiling',
    caughtBy: ['refused-changes-nothing'],
    decide: believing((state) => ({ ...state, settings: { ...state.settings, ...NO_CEILINGS } })),
  },
  { name: 'applies a decision twice', caughtBy: ['decision-applied-once', 'decision-open'], decide: believing(withEverythingOpen) },
  { name: 'lets anyone answer', caughtBy: ['refused-changes-nothing'], decide: believing(withOpenPolicies) },
  {
    name: 'lets anyone override',
    caughtBy: ['refused-changes-nothing'],
    decide: believing((state) => ({ ...state, settings: { ...state.settings, approvers: [], approver_groups: [] } })),
  },
  {
    name: 'asks by the general policy alone',
    caughtBy: ['refused-changes-nothing', 'refused-rightly', 'votes-counted'],
    decide: believing((state) => ({ ...state, settings: { ...state.settings, ...Object.fromEntries(RULE_NAMES.map((name) => [name, GENERAL_RULE])) } })),
  },
  {
    name: 'takes one vote for enough',
    caughtBy: ['votes-counted'],
    decide: believing((state) => withDecisions(state, (decision) => ({ ...decision, policy: { ...decision.policy, needed: 1 } }))),
  },
  {
    name: 'lets requesters approve their own plan',
    caughtBy: ['refused-changes-nothing'],
    decide: believing((state) => withDecisions(state, (decision) => ({ ...decision, policy: { ...decision.policy, except: null } }))),
  },
  {
    name: 'runs finished work again after a takeover',
    caughtBy: ['finished-not-rerun'],
    decide: believing((state, input) => (input.kind === 'driver-took-over' ? withNothingDone(state) : state)),
  },
  { name: 'starts work while paused', caughtBy: ['pause-holds'], decide: believing((state) => ({ ...state, paused: null })) },
  { name: 'goes on where nobody can be reached', caughtBy: ['absence-holds'], decide: believing((state) => ({ ...state, away: null })) },
  { name: 'retries for ever', caughtBy: ['retries-bounded'], decide: believing((state) => ({ ...state, tries: new Map() })) },
  {
    name: 'starts without an approval',
    caughtBy: ['approval-asked'],
    decide: believing((state) => ({ ...state, settings: { ...state.settings, confirm_before_execute: false } })),
  },
  { name: 'starts a branch without showing its plan', caughtBy: ['branch-asks'], decide: believing((state) => ({ ...state, reuse: null })) },
  { name: 'starts on what was given after the request', caughtBy: ['later-inputs-ask'], decide: believing(withNothingGivenLater) },
  { name: 'keeps to the limits of the request', caughtBy: ['within-day-cap'], decide: without('limits-changed') },
  { name: 'leaves work parked', caughtBy: ['parked-on-a-question'], decide: without('unparked') },
  { name: 'never parks', caughtBy: ['parks-in-time'], decide: without('parked') },
  { name: 'goes on while parked', caughtBy: ['parking-holds'], decide: believing((state) => ({ ...state, parked: null })) },
  {
    name: 'opens every gate',
    caughtBy: ['gate-holds'],
    decide: believing((state) => withPlan(state, (plan) => ({ ...plan, phases: plan.phases.map((phase) => ({ ...phase, gate: 'none' })) }))),
  },
  { name: 'forgets what failed before', caughtBy: ['many-failed-holds', 'failure-reaches-people'], decide: believing(withFewFailures) },
  { name: 'plans in any size', caughtBy: ['plan-of-its-level'], decide: believing((state) => ({ ...state, judgement: null })) },
  {
    name: 'forgets the pattern that was chosen',
    caughtBy: ['plan-as-chosen'],
    decide: believing((state) => ({ ...state, options: { ...state.options, pattern: null } })),
  },
  { name: 'integrates what is stale', caughtBy: ['stale-is-told'], decide: believing(withNothingStale) },
  { name: 'does work again and leaves its handoff', caughtBy: ['handoff-is-rewritten', 'stale-is-told'], decide: leavingHandoffs },
  { name: 'runs again what was taken over', caughtBy: ['reused-not-rerun'], decide: believing(withNothingReused) },
  { name: 'grows beyond what was approved', caughtBy: ['growth-within-envelope'], decide: believing(withRoomToGrow) },
  { name: 'adds a piece that it refused for its length', caughtBy: ['growth-within-500-words'], decide: relenting },
  { name: 'goes on before the supervisor has looked', caughtBy: ['supervisor-first'], decide: believing(withEverythingSeen) },
  { name: 'lets a split panel decide', caughtBy: ['casting-vote-not-skipped'], decide: believing(withOneMind) },
  { name: 'calls a run whole that is not', caughtBy: ['completed-is-true'], decide: boasting },
  { name: 'tells nobody about a failure', caughtBy: ['failure-reaches-people', 'no-silent-stop'], decide: silent('failure-menu') },
  { name: 'tells nobody about a block', caughtBy: ['blocked-reaches-people', 'no-silent-stop'], decide: silent('dependency-menu') },
  {
    name: 'records a call and never makes it',
    caughtBy: ['at-rest', 'settles', 'resumption-is-true'],
    decide: (state, input, now, follow) => ({ ...decide(state, input, now, follow), effects: [] }),
  },
  { name: 'announces a restart that was none', caughtBy: ['resumption-is-true'], decide: announcing },
  { name: 'answers with a state that its events do not give', caughtBy: ['fold-equals-decided'], decide: drifting },
];

const ANY_BOOKING = (attempt: AttemptId): Workflow['bookings'] =>
  new Map([[attempt, { subject: { kind: 'synthesis' }, usd: 1_000, chargedUsd: 1_000, tokens: 1_000_000_000 }]]);

const NO_CEILINGS = { workflow_ceiling_usd: 1_000, workflow_ceiling_tokens: 1_000_000_000, person_day_ceiling_usd: 1_000, workspace_day_ceiling_usd: 1_000 };

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

/** What others do, as if agents did it. */
function asOwnWork(state: Workflow): Workflow {
  if (!state.proposal || state.start === null) return state;
  const { tracked: _, ...plan } = state.proposal.plan;
  return { ...state, proposal: { ...state.proposal, plan } };
}

function withEverythingOpen(state: Workflow): Workflow {
  return withDecisions(state, (decision) => ({ ...decision, state: { kind: 'open' } }));
}

function withOpenPolicies(state: Workflow): Workflow {
  const policy: AnswerPolicy = { who: [{ kind: 'anyone' }], except: null, needed: 1 };
  return withDecisions(state, (decision) => ({ ...decision, policy: { ...policy, needed: decision.policy.needed } }));
}

function withDecisions(state: Workflow, change: (decision: Decision) => Decision): Workflow {
  return { ...state, decisions: new Map([...state.decisions].map(([id, decision]) => [id, change(decision)])) };
}

function withPlan(state: Workflow, change: (plan: Plan) => Plan): Workflow {
  return state.proposal ? { ...state, proposal: { ...state.proposal, plan: change(state.proposal.plan) } } : state;
}

function withNothingGivenLater(state: Workflow): Workflow {
  const kept = [...state.decisions].filter(([, { question, state: now }]) => question.kind !== 'missing-inputs' || now.kind !== 'answered');
  return { ...state, decisions: new Map(kept) };
}

/** Two at most are remembered. */
function withFewFailures(state: Workflow): Workflow {
  const failed = [...state.workstreams.values()].filter(({ status }) => status.kind === 'failed');
  if (failed.length < 3) return state;
  const forgotten = failed
    .slice(2)
    .map((record): [WorkstreamId, WorkstreamRecord] => [record.id, { ...record, status: { kind: 'skipped', by: state.requester } }]);
  return { ...state, workstreams: new Map([...state.workstreams, ...forgotten]) };
}

/** The question about it is forgotten as well. */
function withNothingStale(state: Workflow): Workflow {
  const decisions = [...state.decisions].filter(([, { question }]) => question.kind !== 'stale-rerun');
  const workstreams = [...state.workstreams].map(([id, record]) => [id, { ...record, stale: false }] as const);
  return { ...state, decisions: new Map(decisions), workstreams: new Map(workstreams) };
}

/** Anything goes: more workstreams, any agent. */
function withRoomToGrow(state: Workflow): Workflow {
  const { proposal } = state;
  return proposal ? { ...state, proposal: { ...proposal, envelope: { ...proposal.envelope, agents: ['explore', 'plan', 'general'] } } } : state;
}

function withEverythingSeen(state: Workflow): Workflow {
  return { ...state, workstreams: new Map([...state.workstreams].map(([id, record]) => [id, { ...record, reviewed: true }])) };
}

/** Every expert is of the same opinion. */
function withOneMind(state: Workflow): Workflow {
  const workstreams = [...state.workstreams].map(([id, record]): [WorkstreamId, WorkstreamRecord] => {
    const { status } = record;
    if (status.kind !== 'done' || status.ballot === null) return [id, record];
    return [id, { ...record, status: { ...status, ballot: { ...status.ballot, position: 'ready', risk: 'green', domains: [] } } }];
  });
  return { ...state, workstreams: new Map(workstreams) };
}

function withNothingReused(state: Workflow): Workflow {
  const workstreams = [...state.workstreams].map(([id, record]): [WorkstreamId, WorkstreamRecord] => [
    id,
    record.reused && record.status.kind === 'done' ? { ...record, status: { kind: 'pending' } } : record,
  ]);
  return { ...state, workstreams: new Map(workstreams) };
}

function leavingHandoffs(state: WorkflowState, input: Input, now: number, follow?: boolean): Decided {
  const decided = decide(state, input, now, follow);
  const events = decided.events.map((event): WorkflowEvent => {
    if (event.kind !== 'workstream-requeued') return event;
    const { reopens: _, ...plain } = event;
    return plain;
  });
  return withEvents(state, events, decided, now);
}

function boasting(state: WorkflowState, input: Input, now: number, follow?: boolean): Decided {
  const decided = decide(state, input, now, follow);
  const events = decided.events.map(
    (event): WorkflowEvent => (event.kind === 'ended' && event.outcome === 'partial' ? { ...event, outcome: 'completed' } : event),
  );
  return withEvents(state, events, decided, now);
}

function relenting(state: WorkflowState, input: Input, now: number, follow?: boolean): Decided {
  const decided = decide(state, input, now, follow);
  const events = decided.events.map((event): WorkflowEvent => {
    if (event.kind !== 'supervised') return event;
    const { refused: _, ...rest } = event;
    return rest;
  });
  return withEvents(state, events, decided, now);
}

function without(kind: WorkflowEvent['kind']): Decide {
  return (state, input, now, follow) => {
    const decided = decide(state, input, now, follow);
    const kept = decided.events.filter((event) => event.kind !== kind);
    return withEvents(state, kept, decided, now);
  };
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

function drifting(state: WorkflowState, input: Input, now: number, follow?: boolean): Decided {
  const decided = decide(state, input, now, follow);
  return decided.after.kind === 'none' ? decided : { ...decided, after: { ...decided.after, attemptsMade: decided.after.attemptsMade + 1 } };
}
