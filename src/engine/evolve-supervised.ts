/** A supervisor's decision folded in: the result is seen, and work goes back or comes in as a recorded revision of the plan. */
import { subjectKey } from './call.ts';
import type { WorkflowEvent } from './event.ts';
import { freshTries } from './evolve-decision.ts';
import { replanned, withWorkstream } from './evolve-workstream.ts';
import { freshRecord } from './fresh-record.ts';
import { grown } from './growth.ts';
import type { WorkstreamId } from './ids.ts';
import { workstreamOf } from './plan.ts';
import { hashPlan } from './plan-rules.ts';
import { FIRST_ROUND, type Workflow } from './state.ts';
import { isCarriedOut, type Review } from './supervision.ts';

export function evolveSupervised(state: Workflow, event: Extract<WorkflowEvent, { kind: 'supervised' }>, at: number): Workflow {
  const { kind: _, ...decided } = event;
  const decisions = [...state.supervision.decisions, { ...decided, at }];
  const next = { ...state, supervision: { ...state.supervision, decisions } };
  // People or the engine said no: the supervisor looks again, and knows.
  if (!isCarriedOut(event)) return next;
  return carriedOut(
    withWorkstream(next, event.workstream, (record) => ({ ...record, reviewed: true })),
    event.workstream,
    event.review,
  );
}

function carriedOut(state: Workflow, id: WorkstreamId, review: Review): Workflow {
  switch (review.choice) {
    case 'accept':
      return state;
    case 'finish':
      return { ...state, supervision: { ...state.supervision, isClosed: true } };
    case 'redo':
      return sentBack(state, id);
    case 'reassign': {
      const { agent, persona } = review;
      const next = replanned(state, (old) => (old.id === id ? { ...old, agent: agent ?? old.agent, persona: persona ?? old.persona } : old));
      return sentBack(agent === null ? next : withAgent(next, agent), id);
    }
    case 'spawn':
      return withPiece(state, review);
    default: {
      const missed: never = review;
      return missed;
    }
  }
}

function sentBack(state: Workflow, id: WorkstreamId): Workflow {
  const checks = [...state.tries.keys()].filter((key) => key.startsWith(`check:${id}:`));
  const tries = [subjectKey({ kind: 'workstream', workstream: id }), ...checks].reduce(freshTries, state.tries);
  const asLoop = state.proposal ? workstreamOf(state.proposal.plan, id)?.loop : false;
  return withWorkstream({ ...state, tries }, id, (record) => ({
    ...record,
    status: { kind: 'pending' },
    settledAt: null,
    stale: false,
    reused: false,
    reviewed: false,
    loop: asLoop ? FIRST_ROUND : null,
  }));
}

function withPiece(state: Workflow, { added, correction, sizes }: Extract<Review, { choice: 'spawn' }>): Workflow {
  const { proposal } = state;
  if (!proposal) return state;
  const plan = grown(correction ? { ...proposal.plan, corrections: [...(proposal.plan.corrections ?? []), correction] } : proposal.plan, added);
  const next: Workflow = {
    ...state,
    sizes: { ...state.sizes, ...sizes },
    proposal: { ...proposal, plan, hash: hashPlan(plan), revision: proposal.revision + 1 },
    workstreams: new Map(state.workstreams).set(added.id, freshRecord(added)),
  };
  return withAgent(next, added.agent);
}

/** Approved by the plan, or by the person who was asked. */
function withAgent(state: Workflow, agent: NonNullable<Extract<Review, { choice: 'reassign' }>['agent']>): Workflow {
  const { proposal } = state;
  if (!proposal || proposal.envelope.agents.includes(agent)) return state;
  return { ...state, proposal: { ...proposal, envelope: { ...proposal.envelope, agents: [...proposal.envelope.agents, agent] } } };
}
