/** One workstream's life: pending, running, and the ways it settles or waits for a person. */
import { ballotInTodaysShape } from './ballots.ts';
import { subjectKey } from './call.ts';
import type { WorkflowEvent } from './event.ts';
import { freshTries } from './evolve-decision.ts';
import { reopened } from './evolve-reopened.ts';
import type { WorkstreamId } from './ids.ts';
import type { Workstream } from './plan.ts';
import { hashPlan } from './plan-rules.ts';
import { retasked } from './retasked.ts';
import { FIRST_ROUND, type Workflow, type WorkstreamRecord, type WorkstreamStatus } from './state.ts';

type WorkstreamEvent = Extract<
  WorkflowEvent,
  {
    kind:
      | 'workstream-done'
      | 'round-drafted'
      | 'round-checked'
      | 'workstream-taken-up'
      | 'workstream-failed'
      | 'workstream-blocked'
      | 'workstream-unblocked'
      | 'workstream-requeued'
      | 'workstream-skipped'
      | 'workstream-supplied'
      | 'workstream-cancelled'
      | 'gap-accepted'
      | 'workstream-changed'
      | 'workstream-reordered'
      | 'stale-kept';
  }
>;

export function evolveWorkstream(state: Workflow, event: WorkstreamEvent, at: number): Workflow {
  if (event.kind === 'stale-kept') return event.workstreams.reduce((next, id) => withWorkstream(next, id, (record) => ({ ...record, stale: false })), state);
  const set = (status: WorkstreamStatus): Workflow =>
    withWorkstream(state, event.workstream, (record) => ({ ...record, status, takenUp: null, settledAt: at, reviewed: false }));
  switch (event.kind) {
    case 'workstream-done':
      return set({ kind: 'done', artifact: event.artifact, opening: event.opening, ballot: event.ballot && ballotInTodaysShape(event.ballot) });
    case 'workstream-taken-up':
      return withWorkstream(state, event.workstream, (record) => ({
        ...record,
        status: { kind: 'pending' },
        takenUp: { by: event.by, session: event.session, at },
        startedAt: record.startedAt ?? at,
      }));
    case 'workstream-failed':
      return withReason(set({ kind: 'failed', failure: event.failure, accepted: null }), event);
    case 'workstream-skipped':
      return set({ kind: 'skipped', by: event.by });
    case 'workstream-supplied':
      return set({ kind: 'supplied', by: event.by, artifact: event.artifact, opening: event.opening });
    case 'workstream-cancelled':
      return set({ kind: 'cancelled', by: event.by });
    case 'gap-accepted':
      return withWorkstream(state, event.workstream, (record) =>
        record.status.kind === 'failed' ? { ...record, status: { ...record.status, accepted: event.by } } : record,
      );
    case 'workstream-blocked':
      return withWorkstream(state, event.workstream, (record) => ({ ...record, status: { kind: 'blocked', by: event.by } }));
    case 'workstream-unblocked':
      return withWorkstream(state, event.workstream, (record) => ({ ...record, status: { kind: 'pending' } }));
    case 'workstream-requeued':
      return event.reopens ? reopened(requeued(state, event, at), event.workstream) : requeued(state, event, at);
    case 'round-drafted':
      return withWorkstream(state, event.workstream, (record) => ({
        ...record,
        status: { kind: 'pending' },
        loop: { round: event.round, draft: { artifact: event.artifact, opening: event.opening }, checks: record.loop?.checks ?? [] },
      }));
    case 'round-checked':
      return withWorkstream(state, event.workstream, (record) => ({
        ...record,
        status: { kind: 'pending' },
        loop: record.loop && { ...record.loop, checks: [...record.loop.checks, event.verdict] },
      }));
    case 'workstream-changed':
      return changed(state, event);
    case 'workstream-reordered':
      return replanned(state, (old) => (old.id === event.workstream ? { ...old, dependsOn: event.dependsOn } : old));
    default: {
      const missed: never = event;
      return missed;
    }
  }
}

export function withWorkstream(state: Workflow, id: WorkstreamId, change: (record: WorkstreamRecord) => WorkstreamRecord): Workflow {
  const record = state.workstreams.get(id);
  return record ? { ...state, workstreams: new Map(state.workstreams).set(id, change(record)) } : state;
}

/** A check that never passed is no failed try, yet whoever takes the work up again must be told of it. */
function withReason(state: Workflow, { workstream, failure }: Extract<WorkstreamEvent, { kind: 'workstream-failed' }>): Workflow {
  const key = subjectKey({ kind: 'workstream', workstream });
  const old = state.tries.get(key) ?? { failed: 0, failedEver: 0 };
  return { ...state, tries: new Map(state.tries).set(key, { ...old, lastFailure: failure }) };
}

function requeued(state: Workflow, event: Extract<WorkstreamEvent, { kind: 'workstream-requeued' }>, at: number): Workflow {
  const { note, by, workstream } = event;
  const notes = note === null ? state.notes : [...state.notes, { by, text: note, workstream, at }];
  const work = subjectKey({ kind: 'workstream', workstream });
  const checks = [...state.tries.keys()].filter((key) => key.startsWith(`check:${workstream}:`));
  const tries = [work, ...checks].reduce(freshTries, state.tries);
  return withWorkstream({ ...state, tries, notes, formerBallots: withFormer(state, workstream) }, workstream, (record) => ({
    ...record,
    status: { kind: 'pending' },
    settledAt: null,
    stale: false,
    reused: false,
    takenUp: null,
    reviewed: false,
    loop: event.loop ? FIRST_ROUND : null,
  }));
}

/** A ballot that is asked for again was cast all the same: what an expert said is never lost. */
function withFormer(state: Workflow, workstream: WorkstreamId): Workflow['formerBallots'] {
  const record = state.workstreams.get(workstream);
  if (record?.status.kind !== 'done' || record.status.ballot === null) return state.formerBallots;
  const { ballot, artifact } = record.status;
  return [...state.formerBallots, { workstream, ballot, artifact: artifact.id, castAt: record.settledAt ?? state.updatedAt }];
}

function changed(state: Workflow, event: Extract<WorkstreamEvent, { kind: 'workstream-changed' }>): Workflow {
  const next = replanned(state, (old) =>
    old.id === event.workstream
      ? { ...retasked(old, event.task), agent: event.agent ?? old.agent, persona: event.persona ?? old.persona, skills: event.skills ?? old.skills }
      : old,
  );
  return event.model === null ? next : withWorkstream(next, event.workstream, (record) => ({ ...record, model: event.model }));
}

/** A recorded revision of the plan: the hash moves on with it. */
export function replanned(state: Workflow, change: (old: Workstream) => Workstream): Workflow {
  if (!state.proposal) return state;
  const plan = { ...state.proposal.plan, workstreams: state.proposal.plan.workstreams.map(change) };
  return { ...state, proposal: { ...state.proposal, plan, hash: hashPlan(plan), revision: state.proposal.revision + 1 } };
}
